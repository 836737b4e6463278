// The panel: what there is to say of the selected statement, and of the whole argument.

const TABS = {
  statement: "Statement", changes: "What if", overturn: "Overturn", unanswered: "Unanswered", tensions: "Tensions",
  compare: "Compare",
};

function about() {
  $("tabs").replaceChildren(...Object.entries(TABS).map(([name, said]) => h("button", {
    id: `tab-${name}`, role: "tab", tabIndex: name === state.tab ? 0 : -1,
    "aria-selected": name === state.tab, "aria-controls": "about",
    onclick: () => {
      state.tab = name;
      if (state.lit.size) { state.lit.clear(); shownViews().forEach((view) => view.layout()); }
      about();
    },
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

const go = (at) => words([nodes[at].text, " ", h("small", {}, nodes[at].id)], () => select(at, { focus: true, open: true }));
const named = (id) => argument.place.has(id) ? go(argument.place.get(id)) : h("span", {}, `the step ${id}`);
const listed = (items) => items.length ? h("ul", {}, ...items) : "";
const titled = (title, items) => items.length ? [h("h3", {}, title), listed(items)] : [];
// A number as it is now, and as the map says where that is another.
const against = (now, given) => `${fixed(now)}${now === given ? "" : ` (the map says ${fixed(given)})`}`;

let live = () => {};

// What turns the verdict alone, granted or rejected, as things are now on the page.
function alone() {
  const items = Hinges.turning().flatMap(({ at, granted, rejected }) => (
    [["granted", granted, grant], ["rejected", rejected, reject]].filter(([, { verdict: to }]) => to !== verdict(now))
      .map(([said, { verdict: to }, act]) => h("li", { className: nodes[at].side }, go(at), ` ${said}: it is ${to}. `,
        h("button", { onclick: () => act(at) }, "Try")))
  ));
  return titled("Alone, each of these turns it", items);
}

const PANELS = {
  statement: () => aboutStatement(state.selected),

  changes: () => {
    live = (rested) => { if (rested && state.tab === "changes") about(); };
    if (!changes().length) {
      return [h("p", {}, "Nothing is changed. Reject or grant a statement, move a base score or a weight, and see here what turns.")];
    }
    const turn = (at) => h("li", { className: nodes[at].side }, go(at),
      ` ${verdict(first, at)} → ${verdict(now, at)} (${strengthOf(first, at)} → ${strengthOf(now, at)})`);
    return [
      h("h3", {}, "Changed"),
      h("ul", {},
        ...changes().map(({ at, said, side, undo }) => h("li", { className: side }, at === undefined ? said : [go(at), ` ${said} `],
          h("button", { className: "undo", "aria-label": "Take this back", title: "Take back", onclick: undo }, "×")))),
      h("h3", {}, turned.length ? "Turned" : "No verdict turned"),
      h("ul", {}, ...turned.map(turn)),
      h("div", { className: "row" }, h("button", { onclick: reset }, "Reset")),
    ];
  },

  overturn: () => {
    live = (rested) => { if (rested && state.tab === "overturn") about(); };
    const tried = ({ ids }) => {
      rejectAll(ids.map((id) => argument.place.get(id)));
      if (narrow()) document.body.classList.remove("reading");
      shownViews().forEach((view) => view.into(argument.main));
    };
    const sets = page.sets.map((one) => h("li", {},
      "Without ", ...one.ids.flatMap((id, place) => [place ? " and without " : "", go(argument.place.get(id))]),
      ` it is ${one.verdict}. `, h("button", { onclick: () => tried(one) }, "Try"), " ",
      h("button", { onclick: () => light(one.ids) }, "Show")));
    const none = page.sought === false ? "They were not sought: the map is too large, or its worlds are drawn."
      : page.never ? "Nothing: no set of rejections turns it." : "No small set of rejections turns it.";
    return [
      h("p", {}, `What would turn the verdict on the map as it is, under ${page.semantics}`
        + `${$("heard").hidden ? "" : `, heard ${HEARD[page.standpoint]}`}: the smallest sets of statements to reject.`),
      listed(sets) || h("p", {}, none),
      ...alone(),
    ];
  },

  unanswered: () => {
    live = () => {};
    const open = nodes.map((_, at) => at).filter((at) => nodes[at].unanswered);
    return [
      h("p", {}, open.length ? "Counterevidence that nothing in the map answers." : "Everything is answered."),
      open.length ? h("div", { className: "row" }, h("button", { onclick: Why.showOpen }, "Show all")) : "",
      h("ul", {}, ...open.map((at) => h("li", { className: "con" }, go(at)))),
    ];
  },

  tensions: () => {
    live = () => {};
    const tensions = page.map.tensions ?? [];
    const row = ({ between, why, by }) => h("li", {}, named(between[0]), " against ", named(between[1]),
      h("p", {}, why ?? "", by && by !== "author" ? h("small", {}, ` (${by})`) : ""),
      h("button", { onclick: () => light(between) }, "Show both"));
    return [
      h("p", {}, tensions.length ? "Where the text pulls against itself." : "No tensions are listed."),
      h("ul", {}, ...tensions.map(row)),
    ];
  },

  compare: () => Compare.panel(),
};

function aboutStatement(at) {
  const node = nodes[at], rows = [];
  const big = h("span", { className: "big" }), was = h("span", { className: "muted" }), sums = h("code"), effect = h("div");
  const slider = h("input", {
    type: "range", min: 0, max: 1, step: 0.01, value: state.base[at], id: "base",
    oninput: () => { state.base[at] = Number(slider.value); soon(); },
  });
  const label = h("span"), shares = h("p"), tips = h("div", { className: "tips" }), own = way().worlds ? "Chance of its own" : "Base score";
  const rejected = h("button", { onclick: () => reject(at), title: "It does not stand, whatever supports it" });
  const granted = h("button", { onclick: () => grant(at), title: "It stands, whatever attacks it" });
  const asInMap = h("button", { onclick: () => restore(at) }, "As in the map");
  const bears = stepsTo(at).map((number) => stepRow(number, rows));
  const uses = steps.filter((step) => step.sources.includes(at)).map((step) => h("li", { className: step.kind },
    `${Rules.relations[step.kind].verb} `, onStep(step) ? h("span", {}, `the step ${steps[step.target].id}`) : go(step.target)));
  live = (rested) => {
    const changed = differ(now.strengths[at], first.strengths[at]);
    big.textContent = strengthOf(now, at);
    was.textContent = !isHeard(at) ? " not heard from this standpoint"
      : ` ${settledWord(at) ?? saidVerdict(now, at)}${changed ? `, was ${strengthOf(first, at)}` : ""}`;
    const { low, high } = now, wide = low && high[at] > low[at] ? ` Between ${fixed(low[at])} and ${fixed(high[at])}.` : "";
    shares.textContent = way().worlds && isHeard(at) ? `It ${inHundred(at)}.${wide}` : "";
    slider.value = now.base[at];
    slider.disabled = state.rejected.has(at) || state.granted.has(at) || !isHeard(at);
    label.textContent = `${own} ${against(state.base[at], given[at])}`;
    for (const [button, on, said] of [[rejected, state.rejected, "Reject"], [granted, state.granted, "Grant"]]) {
      button.textContent = on.has(at) ? `${said}ed` : said;
      button.setAttribute("aria-pressed", on.has(at));
    }
    sums.textContent = arithmetic(at);
    if (rested) {
      const turns = isHeard(at) && !settledWord(at) ? turning("base", at) : [];
      effect.replaceChildren(...bearing(at, turns));
      tips.replaceChildren(...tipping(turns));
    }
    for (const row of rows) row(rested);
  };
  live(true);
  return [
    h("p", { className: `muted ${node.side}` }, h("span", { className: "badge" }, node.kind), " ",
      node.voice !== "author" ? h("span", { className: "badge voice" }, node.voice) : "",
      ` ${node.id}`, node.implicit ? " · unstated" : "", node.unanswered ? " · unanswered" : ""),
    h("h2", { dir: "auto" }, ...unbroken(node.text)), h("p", {}, big, was), shares,
    h("label", { htmlFor: "base" }, label), slider, tips, h("div", { className: "row" }, rejected, granted, asInMap),
    ...node.source.map((source, number) => quoted(source, page.contexts?.[node.id]?.[number])),
    node.note ? h("p", { dir: "auto" }, node.note) : "", node.remark ? h("p", { className: "muted", dir: "auto" }, node.remark) : "",
    h("h3", {}, at === argument.main ? "What turns it" : "What it does to the verdict"), effect,
    ...titled("What bears on it", bears), ...titled("What it bears on", uses),
    h("h3", {}, "The arithmetic"), sums,
  ];
}

// A quote; where the source came with the page, in the paragraph that it stands in.
function quoted({ at: place, quote }, context) {
  if (!context) return h("blockquote", { dir: "auto" }, quote ? `“${quote}” ` : "", h("small", {}, place));
  const [before, words, after] = context;
  return h("blockquote", { dir: "auto" }, h("p", {}, before, h("mark", {}, words), after), h("small", {}, place));
}

const BY = { reported: "drawn by somebody reported", analyst: "drawn by the analyst" };

function stepRow(number, rows) {
  const step = steps[number], said = h("span"), weight = h("small"), tips = h("div", { className: "tips" });
  const slider = h("input", {
    type: "range", min: 0, max: 1, step: 0.01, value: state.weights[number], "aria-label": `Weight of ${step.id}`,
    oninput: () => { state.weights[number] = Number(slider.value); soon(); },
  });
  rows.push((rested) => {
    said.textContent = ` ${Rules.relations[step.kind].glyph}${fixed(now.carried[number])} `;
    slider.value = now.weights[number];
    slider.disabled = now.weights[number] !== state.weights[number];
    weight.textContent = slider.disabled ? setAside(step) : `weight ${against(state.weights[number], page.weights[number])}`;
    if (rested) tips.replaceChildren(...tipping(slider.disabled ? [] : turning("weights", number)));
  });
  return h("li", { className: step.kind }, h("b", {}, Rules.relations[step.kind].verb, said),
    ...step.sources.flatMap((at, place) => [place ? " & " : "", go(at)]),
    step.why ? h("p", {}, step.why) : "",
    step.by && step.by !== "author" ? h("small", {}, `${BY[step.by]} · `) : "", weight, slider, tips,
    listed(undercutsOf(number).map((one) => stepRow(one, rows))));
}

function setAside(step) {
  if (state.rejected.has(step.target)) return "set aside: what it supports is rejected";
  return state.granted.has(step.target) ? "set aside: what it attacks is granted" : "not heard from this standpoint";
}
