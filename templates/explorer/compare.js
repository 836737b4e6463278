// Two scenarios side by side, and the main claim under every semantics and from every standpoint.

const Compare = (() => {
  const MOST = 12;
  let ways = null;

  function panel() {
    live = (rested) => { if (rested && state.tab === "compare") about(); };
    ways = h("ul", { className: "ways" });
    fill();
    return [...scenarios(), h("h3", {}, "Under each semantics"), ways, ...standpoints()];
  }

  function scenarios() {
    const keep = (said, text) => h("button", { onclick: () => { state.kept = text; reread(); } }, said);
    if (state.kept === null) {
      return [h("p", {}, "Keep what is on the page now as A, change something, and see both beside each other."),
        h("div", { className: "row" }, keep("Keep this as A", Scenario.written()), isChanged() ? keep("Compare with the map as it is", "") : "")];
    }
    const moved = nodes.map((_, at) => at).filter((at) => differ(now.strengths[at], first.strengths[at]))
      .sort((one, other) => Math.abs(now.strengths[other] - first.strengths[other]) - Math.abs(now.strengths[one] - first.strengths[one]));
    const side = (name, found, said) => h("div", { className: "scenario" }, h("h3", {}, name),
      h("p", {}, h("b", {}, strengthOf(found)), ` ${saidVerdict(found)}`), h("p", { className: "muted" }, said));
    const cell = (at) => [strengthOf(first, at), strengthOf(now, at)].map((said) => h("td", {}, said));
    return [
      h("div", { className: "beside" }, side("A", first, state.kept ? saidChanges(Scenario.read(state.kept)) : "the map as it is"),
        side("B, now", now, saidChanges(state))),
      moved.length ? h("table", {}, h("caption", {}, `${counted(moved.length, "statement")} ${moved.length === 1 ? "differs" : "differ"}`),
        h("thead", {}, h("tr", {}, ...["Statement", "A", "B"].map((said) => h("th", { scope: "col" }, said)))),
        h("tbody", {}, ...moved.slice(0, MOST).map((at) => h("tr", {}, h("th", { scope: "row" }, go(at)), ...cell(at)))))
        : h("p", {}, "No statement differs."),
      h("div", { className: "row" }, h("button", { onclick: swap }, "Swap A and B"),
        h("button", { onclick: () => { state.kept = null; reread(); } }, "Drop A")),
    ];
  }

  function swap() {
    const { kept } = state;
    state.kept = Scenario.written();
    Scenario.take(kept);
  }

  function saidChanges({ semantics, standpoint, base, weights, rejected, granted }) {
    const start = starting(semantics, standpoint);
    const said = [
      ...[...rejected].map((at) => `${nodes[at].id} rejected`), ...[...granted].map((at) => `${nodes[at].id} granted`),
      ...nodes.flatMap((node, at) => (base[at] !== start[at] ? [`${node.id} at ${fixed(base[at])}`] : [])),
      ...steps.flatMap((step, at) => (weights[at] !== page.weights[at] ? [`weight of ${step.id} ${fixed(weights[at])}`] : [])),
      ...(semantics !== page.semantics ? [semantics] : []), ...(standpoint !== page.standpoint ? [`heard ${HEARD[standpoint]}`] : []),
    ];
    return said.join(", ") || "the map as it is";
  }

  function row(name, found, chosen, choose) {
    const bar = h("span", { className: "bar" }, h("span", { className: "dot" }));
    bar.firstChild.style.left = `${100 * found.strengths[argument.main]}%`;
    return h("li", {}, h("button", { "aria-pressed": chosen, onclick: choose }, name), bar, h("b", {}, strengthOf(found)), ` ${verdict(found)}`);
  }

  function fill() {
    ways?.replaceChildren(...[...Ways.found()].map(([name, found]) => (
      row(name, found, name === state.semantics, () => { state.semantics = name; restart(); })
    )));
  }

  function standpoints() {
    const names = Object.keys(page.standpoints);
    if (names.length < 2) return [];
    return [h("h3", {}, "By who is heard"), h("ul", { className: "ways" }, ...names.map((standpoint) => (
      row(HEARD[standpoint], evaluate({ standpoint }), standpoint === state.standpoint, () => { state.standpoint = standpoint; restart(); })
    )))];
  }

  return { panel, fill };
})();
