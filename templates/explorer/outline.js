// The outline: the rows of the poster, as a tree that the keys walk.

const Outline = (() => {
  const STEP = 20;
  let shown = [], counts = new Map();

  function layout() {
    shown = Rows.visible();
    const full = new Set([argument.main, ...shown.map((number) => Rows.rows[number]).filter((row) => row.form === "full").map((row) => row.at)]);
    counts = full.size < nodes.length ? foldedBehind(full) : new Map();
    const deepest = Math.max(1, ...Rows.rows.map((row) => row.depth));
    $("rows").style.setProperty("--step", `${Math.min(STEP, (0.4 * $("middle").clientWidth) / deepest)}px`);
    Windowed.show($("rows"), shown, row);
    $("all").hidden = !state.lit.size;
    $("all").textContent = `Show all again (${counted(state.lit.size, "statement")} lit)`;
  }

  function row(number) {
    const one = Rows.rows[number], { at, form, kind, depth } = one, sign = kind ? Rules.relations[kind] : null;
    const flat = state.lit.size > 0, deep = flat ? Math.min(1, depth) : depth;
    const made = h("div", {
      className: ["row", form, depth === 0 ? "head" : "", one.section < 0 ? "shared" : "", form === "group" ? kind : nodes[at].side]
        .filter(Boolean).join(" "),
      id: `row-${number}`, role: "treeitem", tabIndex: -1,
    });
    made.style.setProperty("--depth", deep);
    made.setAttribute("aria-level", depth + 1);
    made.setAttribute("aria-setsize", one.set);
    made.setAttribute("aria-posinset", one.place);
    if (!flat) made.append(...rails(one));
    const begins = one.section < 0 && (number === 0 || depth === 0 && Rows.rows[number - 1]?.section !== one.section);
    if (begins && number === 0) made.append(h("div", { className: "band" }, Rows.says));
    if (newSection(one)) made.append(h("div", { className: "band section" }, nodes[at].section));
    if (one.aside && depth === 0) made.append(h("div", { className: "band" }, "Beside it"));
    const holds = one.end > number + 1;
    made.append(h("span", {
      className: `toggle${holds && !flat ? "" : " none"}`, "aria-hidden": "true",
      onclick: (event) => { event.stopPropagation(); fold(number); },
    }));
    made.append(h("span", { className: `sign ${kind}`, title: sign?.verb ?? "" },
      h("span", { "aria-hidden": "true" }, form === "group" ? "&" : GLYPHS[kind] ?? "·"), h("span", { className: "sr" }, sign?.verb ?? "")));
    made.append(said(one), h("div", { className: "worth" }, meter(), h("span", { className: "lifts" })));
    made.addEventListener("click", () => (form === "group" ? fold(number) : select(at, { focus: true, open: true, row: number })));
    if (holds) made.addEventListener("dblclick", () => fold(number));
    fill(made, number);
    return made;
  }

  const GLYPHS = { support: "+", attack: "−", undercut: "⊘" };

  // Whether a statement is of another section than the statements before it.
  function newSection({ at, form, number }) {
    if (form !== "full" || !nodes[at].section) return false;
    const told = (row) => row.form === "full" && nodes[row.at].section;
    let before = number - 1;
    while (before >= 0 && !told(Rows.rows[before])) before--;
    return before < 0 || nodes[Rows.rows[before].at].section !== nodes[at].section;
  }

  function rails({ rails, depth, kind, last }) {
    const rail = (at, name) => { const made = h("i", { className: `rail ${name}` }); made.style.setProperty("--at", at); return made; };
    if (!depth) return [];
    return [...rails.map((at) => rail(at, "")), rail(depth, `elbow ${kind}${last ? " last" : ""}`)];
  }

  // What is said of a statement that stands in full elsewhere, as the poster says it.
  function again({ at, kind, parent }) {
    const above = Rows.rows[parent], verb = Rules.relations[kind]?.verb;
    const before = above && (above.parent < 0 ? argument.main : Rows.rows[above.parent].at);
    if (above?.at === at && above.form !== "group") return `${verb} itself`;
    return above && before === at && above.kind === kind ? `each ${verb} the other` : "see above";
  }

  function said({ at, form, kind, parent }) {
    if (form === "group") return h("div", { className: "said" }, h("span", { className: "text" }, "all of these together"), " ",
      h("small", { className: "folded" }));
    const node = nodes[at];
    if (form === "again") {
      return h("div", { className: "said", dir: "auto" }, h("span", { className: "text again" }, short(node.text)), " ",
        h("small", {}, again({ at, kind, parent })));
    }
    const place = node.implicit ? "" : node.source[0]?.at ?? "";
    return h("div", { className: "said", dir: "auto" }, h("span", { className: "text" }, ...unbroken(node.text)), " ",
      place ? h("small", { className: "place" }, place) : "", " ", h("span", { className: "badges" }), h("span", { className: "marks" }),
      h("small", { className: "folded" }));
  }

  function told(number) {
    const { at, form } = Rows.rows[number];
    return form === "group" ? `${now.carried[at]} ${Hinges.lossOfStep(at)} ${state.folded.has(number)}`
      : `${toldOf(at)} ${state.folded.has(number)} ${chosen() === number}`;
  }

  function fill(made, number) {
    const { at, form, end } = Rows.rows[number], inside = made.querySelector(".meter"), open = !state.folded.has(number);
    made.told = told(number);
    const mine = chosen() === number;
    made.setAttribute("aria-selected", mine);
    made.tabIndex = mine || (chosen() === undefined && number === shown[0]) ? 0 : -1;
    if (end > number + 1 && !state.lit.size) made.setAttribute("aria-expanded", open);
    made.querySelector(".toggle").textContent = open ? "▾" : "▸";
    if (form === "group") {
      inside.querySelector(".number").textContent = fixed(now.carried[at]);
      made.querySelector(".folded").textContent = open ? "" : `+ ${counted(end - number - 1, "row")}`;
      made.querySelector(".lifts").replaceChildren(pill(Hinges.lossOfStep(at)));
      return;
    }
    fillMeter(inside, at);
    made.classList.toggle("weak", now.strengths[at] < Rules.pale);
    made.classList.toggle("rejected", state.rejected.has(at));
    made.classList.toggle("unheard", !isHeard(at));
    made.classList.toggle("lit", state.lit.has(at));
    made.classList.toggle("idle", form === "full" && Hinges.of(at) !== undefined && !Hinges.telling(Hinges.loss(at)));
    made.querySelector(".lifts").replaceChildren(form === "full" ? pill(Hinges.loss(at)) : "");
    if (form === "again") return;
    made.querySelector(".badges").replaceChildren(...badges(at));
    made.querySelector(".marks").replaceChildren(...marks(at));
    made.querySelector(".folded").textContent = open ? "" : `+ ${saidFolded(counts.get(at)) || counted(end - number - 1, "row")}`;
  }

  function refresh() {
    for (const [number, made] of Windowed.made) if (made.told !== told(number)) fill(made, number);
  }

  function fold(number, open = state.folded.has(number)) {
    if (Rows.rows[number].end === number + 1) return;
    if (open) state.folded.delete(number);
    else state.folded.add(number);
    const top = $("middle").scrollTop;
    layout();
    $("middle").scrollTop = top;
  }

  // The row of the selected statement.
  const chosen = () => (state.row !== undefined && Rows.rows[state.row]?.at === state.selected && Rows.rows[state.row].form !== "group"
    ? state.row : Rows.rowOf.get(state.selected));

  function into(at, { focus = false } = {}) {
    if (at === argument.main) {
      $("middle").scrollTop = 0;
      if (focus) $("claim").focus({ preventScroll: true });
      return;
    }
    const number = chosen();
    if (number === undefined) return;
    if (state.lit.size && !shown.includes(number)) { state.lit.clear(); layout(); }
    if (Rows.reveal(number)) layout();
    const made = Windowed.of(number);
    refresh();
    made?.scrollIntoView({ block: narrow() && document.body.classList.contains("reading") ? "start" : "nearest" });
    if (focus) made?.focus({ preventScroll: true });
  }

  // Shows the lit rows alone, right below the head.
  function light() {
    layout();
    $("middle").scrollTop += $("why").getBoundingClientRect().bottom - $("middle").getBoundingClientRect().top;
  }

  const inSight = () => [...Windowed.made.keys()].map((number) => Rows.rows[number]).filter((row) => row.form !== "group").map((row) => row.at);
  const go = (number) => {
    const row = Rows.rows[number];
    if (!row) return;
    state.row = number;
    if (row.form === "group") { Windowed.of(number)?.focus(); Windowed.of(number)?.scrollIntoView({ block: "nearest" }); state.at = number; return; }
    state.at = number;
    select(row.at, { focus: true, row: number });
  };
  const at = () => (state.at !== undefined && shown.includes(state.at) ? state.at : chosen());
  const KEYS = {
    ArrowDown: () => go(shown[shown.indexOf(at()) + 1]),
    ArrowUp: () => (shown.indexOf(at()) > 0 ? go(shown[shown.indexOf(at()) - 1]) : select(argument.main, { focus: true })),
    ArrowRight: () => (state.folded.has(at()) ? kept(fold, true) : Rows.rows[at()].end > at() + 1 && go(shown[shown.indexOf(at()) + 1])),
    ArrowLeft: () => {
      const row = Rows.rows[at()];
      if (row.end > at() + 1 && !state.folded.has(at())) return kept(fold, false);
      return row.parent >= 0 ? go(row.parent) : select(argument.main, { focus: true });
    },
    Home: () => go(shown[0]),
    End: () => go(shown.at(-1)),
    " ": () => kept(fold),
    "*": () => { state.folded.clear(); layout(); kept(() => {}); },
  };

  function kept(act, ...rest) {
    const number = at();
    act(number, ...rest);
    const made = Windowed.of(number);
    made?.focus({ preventScroll: true });
    made?.scrollIntoView({ block: "nearest" });
  }

  function key(event) {
    if (KEYS[event.key]) KEYS[event.key]();
    else if (event.key === "Delete") reject(state.selected);
    else if (event.key === "Enter") openPanel();
    else if (/^[\p{L}\p{N}]$/u.test(event.key)) {
      const from = shown.indexOf(at()) + 1, said = event.key.toLowerCase();
      const to = [...shown.slice(from), ...shown.slice(0, from)].find((number) => {
        const row = Rows.rows[number];
        return row.form === "full" && nodes[row.at].text.toLowerCase().startsWith(said);
      });
      if (to !== undefined) go(to);
    } else return;
    event.preventDefault();
  }

  $("rows").addEventListener("focusin", (event) => {
    const made = event.target.closest(".row");
    if (made) state.at = Number(made.id.slice(4));
  });
  $("rows").addEventListener("keydown", (event) => { if (!event.ctrlKey && !event.metaKey && !event.altKey) key(event); });
  $("claim").addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && state.view === "outline") { event.preventDefault(); go(shown[0]); }
  });
  $("all").addEventListener("click", () => { state.lit.clear(); layout(); into(state.selected); });

  return { layout, refresh, settle() {}, into, light, fold, inSight, setAll(open) {
    state.folded.clear();
    if (!open) Rows.rows.forEach((row, number) => row.end > number + 1 && state.folded.add(number));
    layout();
  } };
})();
