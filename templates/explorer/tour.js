// A tour of six steps that is made from the map.

const Tour = (() => {
  const link = (at) => words(nodes[at].text, () => select(at, { focus: true, open: true, keep: true }));
  const heads = (side) => Rows.heads().filter((row) => row.form === "full" && nodes[row.at].side === side)
    .sort((one, other) => Math.abs(Hinges.loss(other.at) ?? 0) - Math.abs(Hinges.loss(one.at) ?? 0));
  const lifted = (at, verb) => Hinges.telling(Hinges.loss(at)) ? ` It ${verb} ${fixed(Math.abs(Hinges.loss(at)))}.` : "";

  // What each step says, and what it lights.
  const STEPS = [
    {
      title: "What is claimed",
      of: () => [[h("p", {}, link(argument.main)),
        h("p", {}, `Verdict: ${saidVerdict(now)}, at ${strengthOf(now)}.`), page.map.summary ? h("p", {}, page.map.summary) : ""], []],
    },
    {
      title: "What carries it",
      of: () => {
        const mine = heads("pro");
        const shared = Rows.rows.filter((row) => row.section < 0 && row.depth === 0).map((row) => ({ at: row.at }));
        const all = [...mine, ...shared].sort((one, other) => Math.abs(Hinges.loss(other.at) ?? 0) - Math.abs(Hinges.loss(one.at) ?? 0)).slice(0, 4);
        return [all.length ? [h("ul", {}, ...all.map(({ at }) => h("li", { className: nodes[at].side }, link(at), lifted(at, "lifts it by"))))]
          : [h("p", {}, "Nothing is given for it.")], all.map((row) => row.at)];
      },
    },
    {
      title: "The strongest counterevidence",
      of: () => {
        const against = nodes.map((_, at) => at).filter((at) => nodes[at].side === "con" && (Hinges.loss(at) ?? 0) < 0)
          .sort((one, other) => Hinges.loss(one) - Hinges.loss(other)).slice(0, 1);
        const any = against.length ? against : heads("con").slice(0, 1).map((row) => row.at);
        const answers = (at) => stepsTo(at).filter((one) => steps[one].kind === "attack").length;
        return [any.length ? [h("p", { className: "con" }, link(any[0]), lifted(any[0], "costs it")),
          h("p", {}, answers(any[0]) ? `It is answered ${answers(any[0]) === 1 ? "once" : `${answers(any[0])} times`}.` : "Nothing attacks it.")]
          : [h("p", {}, "Nothing stands against it.")], any];
      },
    },
    {
      title: "What would overturn it",
      of: () => {
        const one = page.sets[0], turning = Hinges.turning().slice(0, 3);
        if (one) {
          const places = one.ids.map((id) => argument.place.get(id));
          return [[h("p", {}, "Without ", ...places.flatMap((at, place) => [place ? " and without " : "", link(at)]), ` it is ${one.verdict}.`),
            h("button", { onclick: () => rejectAll(places) }, "Try")], places];
        }
        if (turning.length) {
          return [[h("p", {}, "Granted or rejected alone, each of these turns the verdict:"), h("ul", {}, ...turning.map(({ at, granted, rejected }) => {
            const grants = granted.verdict !== verdict(now);
            return h("li", {}, link(at), h("button", { onclick: () => (grants ? grant(at) : reject(at)) },
              `Try: ${grants ? "grant" : "reject"}, then ${(grants ? granted : rejected).verdict}`));
          }))], turning.map((hinge) => hinge.at)];
        }
        return [[h("p", {}, page.never ? "No set of rejections turns the verdict." : "No small set of rejections turns it.")], []];
      },
    },
    {
      title: "What nothing answers",
      of: () => {
        const open = nodes.map((_, at) => at).filter((at) => nodes[at].unanswered);
        return [[h("p", {}, open.length ? Why.saidOpen(open.length) : "Everything is answered."),
          h("ul", {}, ...open.slice(0, 3).map((at) => h("li", { className: "con" }, link(at)))),
          open.length > 3 ? h("p", {}, `and ${open.length - 3} more, lit in the ${state.view}.`) : ""], open];
      },
    },
    {
      title: "Where it pulls against itself",
      of: () => {
        const all = page.map.tensions ?? [], places = all.flatMap(({ between }) => between).filter((id) => argument.place.has(id));
        const row = ({ between, why }) => h("li", {}, why ?? "", " ", h("button", { onclick: () => light(between) }, "Show both"));
        return [[h("p", {}, all.length ? `${counted(all.length, "tension")} ${all.length === 1 ? "is" : "are"} listed:` : "No tensions are listed."),
          h("ul", {}, ...all.slice(0, 3).map(row))], places.slice(0, 2).map((id) => argument.place.get(id))];
      },
    },
  ];

  function go(number) {
    state.tour = Math.min(STEPS.length, Math.max(0, number));
    state.lit.clear();
    show();
    if (state.tour) {
      const [, lit] = STEPS[state.tour - 1].of();
      state.lit = new Set(lit);
    }
    shownViews().forEach((view) => (state.lit.size ? view.light() : (view.layout(), view.into(argument.main))));
    if (state.tour) $("tour-title").focus({ preventScroll: true });
    Scenario.remember();
  }

  function show() {
    $("tour").hidden = !state.tour;
    $("start-tour").setAttribute("aria-pressed", state.tour > 0);
    if (!state.tour) return;
    const { title, of } = STEPS[state.tour - 1], [said] = of(), last = state.tour === STEPS.length;
    $("tour-title").textContent = `${state.tour} of ${STEPS.length}: ${title}`;
    $("tour-said").replaceChildren(...said);
    $("tour-back").disabled = state.tour === 1;
    $("tour-next").textContent = last ? "Done" : "Next";
  }

  function build() {
    $("start-tour").addEventListener("click", () => go(state.tour ? 0 : 1));
    $("tour-back").addEventListener("click", () => go(state.tour - 1));
    $("tour-next").addEventListener("click", () => go(state.tour === STEPS.length ? 0 : state.tour + 1));
    $("tour-close").addEventListener("click", () => { go(0); $("start-tour").focus(); });
  }

  return { build, show, go };
})();
