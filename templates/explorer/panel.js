// The panel: what there is to say of the selected statement, and of the whole argument.

const TABS = {
  statement: "Statement", changes: "What if", overturn: "Overturn", unanswered: "Unanswered", tensions: "Tensions",
};

function about() {
  $("tabs").replaceChildren(...Object.entries(TABS).map(([name, said]) => h("button", {
    id: `tab-${name}`, role: "tab", tabIndex: name === state.tab ? 0 : -1,
    "aria-selected": name === state.tab, "aria-controls": "about",
    onclick: () => { state.tab = name; state.lit.clear(); update(); about(); },
  }, said)));
  $("about").setAttribute("aria-labelledby", `tab-${state.tab}`);
  const heading = state.tab === "statement" ? [] : [h("h2", {}, TABS[state.tab])];
  $("about").replaceChildren(...heading, ...PANELS[state.tab]().flat().filter(Boolean));
  $("about").scrollTop = 0;
}

$("tabs").addEventListener("keydown", (event) => {
  const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!way) return;
  const names = Object.keys(TABS);
  state.tab = names[(names.indexOf(state.tab) + way + names.length) % names.length];
  about();
  $(`tab-${state.tab}`).focus();
});

const go = (at, said = nodes[at].id) =>
  h("button", { className: "link", onclick: () => select(at, { focus: true }) }, said);
const named = (id) => argument.place.has(id) ? go(argument.place.get(id)) : h("span", {}, `the step ${id}`);
const listed = (items) => items.length ? h("ul", {}, ...items) : "";
const titled = (title, items) => items.length ? [h("h3", {}, title), listed(items)] : [];
// A number as it is now, and as the map says where that is another.
const against = (now, given) => `${fixed(now)}${now === given ? "" : ` (the map says ${fixed(given)})`}`;

let live = () => {};

const PANELS = {
  statement: () => aboutStatement(state.selected),

  changes: () => {
    live = () => { if (state.tab === "changes") about(); };
    const moved = changedBase(), weighed = changedWeights(), { turned } = argument;
    if (!moved.length && !weighed.length) {
      return [h("p", {}, "Nothing is changed. Move a base score or a weight, or reject a statement, and see here what turns.")];
    }
    const turn = (at) => {
      const was = first.strengths[at], is = now.strengths[at];
      return h("li", { className: nodes[at].side }, go(at),
        ` ${verdict(was)} → ${verdict(is)} (${fixed(was)} → ${fixed(is)})`);
    };
    return [
      h("h3", {}, "Changed"),
      h("ul", {},
        ...moved.map((at) => h("li", { className: nodes[at].side }, go(at),
          ` ${fixed(page.base[at])} → ${fixed(state.base[at])} `)),
        ...weighed.map((at) => h("li", { className: steps[at].kind },
          `the weight of ${steps[at].id} ${fixed(page.weights[at])} → ${fixed(state.weights[at])}`))),
      h("h3", {}, turned.length ? "Turned" : "No verdict turned"),
      h("ul", {}, ...turned.map(turn)),
      h("div", { className: "row" }, h("button", { onclick: reset }, "Reset")),
    ];
  },

  overturn: () => {
    live = () => {};
    const tried = ({ ids }) => {
      for (const id of ids) state.base[argument.place.get(id)] = 0;
      update();
      light(ids);
    };
    const sets = page.sets.map((one) => h("li", {},
      h("button", { className: "link", onclick: () => light(one.ids) }, `Without ${one.ids.join(" and ")}`),
      ` it is ${one.verdict}. `, h("button", { onclick: () => tried(one) }, "Try")));
    const none = page.never ? "Nothing: no set of rejections turns it." : "No small set of rejections turns it.";
    return [
      h("p", {}, `What would turn the verdict, as evaluated with ${page.semantics}: the smallest sets of statements to reject.`),
      listed(sets) || h("p", {}, none),
    ];
  },

  unanswered: () => {
    live = () => {};
    const open = nodes.map((_, at) => at).filter((at) => nodes[at].unanswered);
    const all = () => light(open.map((at) => nodes[at].id));
    return [
      h("p", {}, open.length ? "Counterevidence that nothing in the map answers." : "Everything is answered."),
      open.length ? h("div", { className: "row" }, h("button", { onclick: all }, "Show all on the map")) : "",
      h("ul", {}, ...open.map((at) => h("li", { className: "con" }, go(at), h("p", {}, nodes[at].text)))),
    ];
  },

  tensions: () => {
    live = () => {};
    const tensions = page.map.tensions ?? [];
    const row = ({ between, why, by }) => h("li", {}, named(between[0]), " against ", named(between[1]),
      h("p", {}, why ?? "", by && by !== "author" ? h("small", {}, ` (${by})`) : ""),
      h("button", { onclick: () => light(between) }, "Show on the map"));
    return [
      h("p", {}, tensions.length ? "Where the text pulls against itself." : "No tensions are listed."),
      h("ul", {}, ...tensions.map(row)),
    ];
  },
};

function aboutStatement(at) {
  const node = nodes[at], rows = [];
  const big = h("span", { className: "big" }), was = h("span", { className: "muted" }), sums = h("code"), effect = h("div");
  const slider = h("input", {
    type: "range", min: 0, max: 1, step: 0.01, value: state.base[at], id: "base",
    oninput: () => { state.base[at] = Number(slider.value); soon(); },
  });
  const label = h("span"), rejected = h("button", { onclick: () => reject(at) });
  const bears = stepsTo(at).map((number) => stepRow(number, rows));
  const uses = steps.filter((step) => step.sources.includes(at)).map((step) => h("li", { className: step.kind },
    `${step.kind} → `, onStep(step) ? h("span", {}, `the step ${steps[step.target].id}`) : go(step.target)));
  live = () => {
    const is = now.strengths[at], before = first.strengths[at];
    big.textContent = fixed(is);
    was.textContent = ` ${verdict(is)}${differ(is, before) ? `, was ${fixed(before)}` : ""}`;
    slider.value = state.base[at];
    label.textContent = `Base score ${against(state.base[at], page.base[at])}`;
    rejected.textContent = isRejected(at) ? "Restore" : "Reject";
    sums.textContent = arithmetic(at);
    effect.replaceChildren(...bearing(at));
    for (const row of rows) row();
  };
  live();
  return [
    h("p", { className: `muted ${node.side}` }, h("span", { className: "badge" }, node.kind), " ",
      node.voice !== "author" ? h("span", { className: "badge voice" }, node.voice) : "",
      ` ${node.id}`, node.implicit ? " · unstated" : "", node.unanswered ? " · unanswered" : ""),
    h("h2", {}, ...unbroken(node.text)), h("p", {}, big, was),
    h("label", { htmlFor: "base" }, label), slider,
    h("div", { className: "row" }, rejected,
      h("button", { onclick: () => { state.base[at] = page.base[at]; soon(); } }, "As in the map")),
    ...node.source.map(({ at: place, quote }) =>
      h("blockquote", {}, quote ? `“${quote}” ` : "", h("small", {}, place))),
    node.note ? h("p", {}, node.note) : "",
    h("h3", {}, at === argument.main ? "What turns it" : "What it does to the verdict"), effect,
    ...titled("What bears on it", bears), ...titled("What it bears on", uses),
    h("h3", {}, "The arithmetic"), sums,
  ];
}

function stepRow(number, rows) {
  const step = steps[number], said = h("span"), weight = h("small");
  const slider = h("input", {
    type: "range", min: 0, max: 1, step: 0.01, value: state.weights[number], "aria-label": `Weight of ${step.id}`,
    oninput: () => { state.weights[number] = Number(slider.value); soon(); },
  });
  rows.push(() => {
    said.textContent = ` ${Rules.relations[step.kind].glyph}${fixed(now.carried[number])} `;
    slider.value = state.weights[number];
    weight.textContent = `weight ${against(state.weights[number], page.weights[number])}`;
  });
  return h("li", { className: step.kind }, h("b", {}, step.kind, said),
    ...step.sources.flatMap((at, place) => [place ? " & " : "", go(at)]),
    step.why ? h("p", {}, step.why) : "",
    step.by && step.by !== "author" ? h("small", {}, `drawn by the ${step.by} · `) : "", weight, slider,
    listed(undercutsOf(number).map((one) => stepRow(one, rows))));
}
