// The rows of the poster: what each says, what it stands under, and which of them are in sight.

const Rows = (() => {
  const FORMS = ["full", "again", "group"], KINDS = ["", ...Object.keys(Rules.relations)];
  const DEEP = 300;
  const rows = [], rowOf = new Map();
  const { band, says, sections, apart } = page.rows;
  if (band.length) read(band, -1, false);
  sections.forEach((one, number) => read(one, number, number >= sections.length - apart));
  rails();
  if (rows.length > DEEP) rows.forEach((row, place) => row.depth && row.end > place + 1 && state.folded.add(place));

  function read(codes, section, aside) {
    const open = [];
    for (let at = 0; at < codes.length; at += 2) {
      const [depth, code] = codes.slice(at, at + 2), number = rows.length;
      const row = {
        depth, kind: KINDS[code % 4], form: FORMS[Math.floor(code / 4) % 3], at: Math.floor(code / 12),
        section, aside, parent: -1, end: number + 1, set: 0, number,
      };
      while (open.length > depth) rows[open.pop()].end = number;
      row.parent = open.at(-1) ?? -1;
      open.push(number);
      if (row.form === "full") rowOf.set(row.at, number);
      rows.push(row);
    }
    while (open.length) rows[open.pop()].end = rows.length;
  }

  // At which depths more follows below each row, and its place among its siblings.
  function rails() {
    let open = new Set(), section;
    const count = new Map();
    for (const row of rows) {
      const under = row.parent < 0 ? -1 : row.parent;
      count.set(under, (count.get(under) ?? 0) + 1);
      row.place = count.get(under);
    }
    for (const row of rows) row.set = count.get(row.parent < 0 ? -1 : row.parent);
    for (let at = rows.length; at--; ) {
      const row = rows[at];
      if (row.section !== section) { open = new Set(); section = row.section; }
      open = new Set([...open].filter((depth) => depth <= row.depth));
      row.rails = [...open].filter((depth) => depth && depth < row.depth);
      row.last = !open.has(row.depth);
      open.add(row.depth);
    }
  }

  // The rows that are in sight, by number: those that no fold hides, or, where statements are lit, these under their heads.
  function visible() {
    if (state.lit.size) return litRows();
    const shown = [];
    for (let at = 0; at < rows.length; at = state.folded.has(at) ? rows[at].end : at + 1) shown.push(at);
    return shown;
  }

  function litRows() {
    const wanted = new Set();
    for (const at of state.lit) {
      let row = rowOf.get(at);
      if (row === undefined) continue;
      wanted.add(row);
      while (rows[row].parent >= 0) row = rows[row].parent;
      wanted.add(row);
    }
    return [...wanted].sort((one, other) => one - other);
  }

  function reveal(number) {
    let opened = false;
    for (let at = rows[number].parent; at >= 0; at = rows[at].parent) opened = state.folded.delete(at) || opened;
    return opened;
  }

  // The first row of each ground of the main claim.
  const heads = () => rows.filter((row) => row.depth === 0 && row.section >= 0 && !row.aside);

  return { rows, rowOf, says, visible, reveal, heads };
})();
