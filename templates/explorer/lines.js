// The steps between the cards: where each line runs, and the SVG that shows it.

const Lines = (() => {
  const SVG = "http://www.w3.org/2000/svg";

  function element(tag, attributes, ...children) {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  // Steps whose target and one member at least are unfolded, with the places of their joints.
  function shown(argument, boxes) {
    const { steps, cut } = argument;
    const drawn = new Map();
    const ends = (at) => {
      if (drawn.has(at)) return drawn.get(at);
      const step = steps[at];
      drawn.set(at, null);
      const end = Rules.relations[step.kind].onto === "step" ? ends(step.target)?.joint : boxes.get(step.target);
      const from = step.sources.map((source) => boxes.get(source)).filter(Boolean);
      if (!end || !from.length) return null;
      const line = { at, from, end, joint: null };
      if (step.sources.length > 1 || cut.has(at)) line.joint = joint(from, end, step.sources.length > 1 ? 8 : 5);
      drawn.set(at, line);
      return line;
    };
    steps.forEach((_, at) => ends(at));
    return [...drawn.values()].filter(Boolean);
  }

  const middle = (box) => box.y + box.height / 2;

  function joint(from, end, size) {
    const behind = from.every((box) => box.x <= end.x);
    const y = from.reduce((sum, box) => sum + middle(box), 0) / from.length;
    const pull = from.length > 1 ? 0.6 : 0.7;
    const x = end.joint ? (Math.min(...from.map((box) => box.x)) + end.x) / 2
      : behind ? end.x - Tree.GAP * 0.45 : end.x + end.width + Tree.GAP * 0.45;
    return { x: x - size, y: y * pull + middle(end) * (1 - pull) - size, width: 2 * size, height: 2 * size, joint: true };
  }

  const { gap: APART, margin: MARGIN } = Rules.port, { reach: REACH, bow: BOW, rise: RISE, loop: LOOP, out: LOOP_OUT, beside: BESIDE } = Rules.curve;

  // Lines that end on one card arrive at the height they come from, as far as the card and the other lines let them.
  function ports(lines) {
    const arriving = new Map();
    for (const line of lines) {
      if (line.end.joint) continue;
      if (!arriving.has(line.end)) arriving.set(line.end, []);
      arriving.get(line.end).push(line);
    }
    const from = (line) => middle(line.joint ?? line.from[0]);
    for (const [end, group] of arriving) {
      group.sort((one, other) => from(one) - from(other));
      const room = end.height / 2 - MARGIN, last = group.length - 1;
      const high = middle(end) - room, low = middle(end) + room;
      const apart = Math.min(APART, (2 * room) / Math.max(1, last));
      const lowered = group.map((line) => Math.min(low, Math.max(high, from(line)))), raised = [...lowered];
      for (let at = 1; at <= last; at++) lowered[at] = Math.max(lowered[at], lowered[at - 1] + apart);
      for (let at = last; at--; ) raised[at] = Math.min(raised[at], raised[at + 1] - apart);
      group.forEach((line, at) => {
        const wanted = (lowered[at] + raised[at]) / 2;
        line.port = Math.min(low - (last - at) * apart, Math.max(high + at * apart, wanted));
      });
    }
  }

  // As argmap/renderers/places/curves.py draws them: a loop at a card's corner, two lines beside each other to and fro.
  function curve(from, to, end = middle(to), mutual = false) {
    let y = middle(from);
    if (from === to) {
      const right = from.x + from.width, top = from.y + LOOP, out = right + LOOP_OUT;
      return { d: `M${right} ${top}C${out} ${top - 4} ${out} ${top + LOOP + 4} ${right} ${top + LOOP}`, x: right, y: top + LOOP, way: -1 };
    }
    const way = to.x + to.width < from.x ? -1 : to.x > from.x + from.width ? 1 : 0;
    if (mutual && way === 0) [y, end] = [y + from.height / 4, middle(to) - to.height / 4];
    else if (mutual) [y, end] = [y + (way * BESIDE) / 2, middle(to) + (way * BESIDE) / 2];
    if (way === 0) {
      const x = from.x + from.width, far = to.x + to.width;
      const bow = BOW + RISE * Math.abs(end - y) + (mutual && end < y ? BESIDE : 0);
      return { d: `M${x} ${y}C${x + bow} ${y} ${far + bow} ${end} ${far} ${end}`, x: far, y: end, way: -1 };
    }
    const x = way < 0 ? from.x : from.x + from.width, far = way < 0 ? to.x + to.width : to.x;
    const reach = Math.min(Math.max(REACH, Math.abs(far - x) / 2), Math.abs(far - x)) * way;
    return { d: `M${x} ${y}C${x + reach} ${y} ${far - reach} ${end} ${far} ${end}`, x: far, y: end, way };
  }

  const thickness = (carried) => (Rules.thin + Rules.growth * carried).toFixed(2);

  const INSIDE = { line: "currentColor", page: "var(--page)", none: "none" };

  // The head of a relation's line where it arrives: its points lie back along the line, and aside of it.
  function head(kind, { x, y, way }) {
    const { points, fill, stroke } = Rules.heads[Rules.relations[kind].head];
    const d = points.map(([along, aside]) => `${x - along * way} ${y + aside}`).join("L");
    const made = element("path", { class: "head", d: `M${d}${fill === "none" ? "" : "Z"}` });
    made.style.fill = INSIDE[fill];
    made.style.strokeWidth = stroke;
    return made;
  }

  function draw(svg, argument, boxes, carried) {
    const lines = shown(argument, boxes);
    ports(lines);
    const ends = new Map();
    for (const { joint, from: [from], end } of lines) if (!joint && from !== end) ends.set(from, (ends.get(from) ?? new Set()).add(end));
    const mutual = new Set(lines.filter(({ joint, from: [from], end }) => !joint && ends.get(end)?.has(from)));
    const groups = lines.map((line) => {
      const step = argument.steps[line.at], thick = thickness(carried[line.at]);
      const group = element("g", { class: step.kind });
      const last = curve(line.joint ?? line.from[0], line.end, line.port, mutual.has(line));
      const paths = [last.d, ...(line.joint ? line.from.map((box) => curve(box, line.joint).d) : [])];
      for (const d of paths) group.append(element("path", { class: "line", d, "stroke-width": thick }));
      group.append(head(step.kind, last));
      if (line.joint) {
        const { x, y, width } = line.joint, linked = step.sources.length > 1;
        const cx = x + width / 2, cy = y + width / 2;
        group.append(element("circle", { class: linked ? "joint linked" : "joint", cx, cy, r: width / 2 }));
        if (linked) group.append(element("text", { x: cx, y: cy + 4 }, "&"));
      }
      return group;
    });
    svg.replaceChildren(...groups);
    return lines.map(({ at }, place) => (
      { at, paths: [...groups[place].querySelectorAll(".line")], carried: carried[at] }
    ));
  }

  // The same lines as thick as what they carry now.
  function thicken(drawn, carried) {
    for (const line of drawn) {
      if (line.carried === carried[line.at]) continue;
      line.carried = carried[line.at];
      for (const path of line.paths) path.setAttribute("stroke-width", thickness(line.carried));
    }
  }

  return { draw, thicken };
})();
