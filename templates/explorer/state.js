// What was changed on the page, and what the numbers then are; every number comes from Evaluator.

const tree = Tree.grow(argument);
const graph = Evaluator.prepare({ nodes: nodes.length, steps, circuit: await Inflating.circuit(page.circuit) });
const state = {
  semantics: page.semantics, standpoint: page.standpoint,
  base: Float64Array.from(page.base), weights: Float64Array.from(page.weights), rejected: new Set(), granted: new Set(),
  open: new Set(), folded: new Set(), selected: argument.main, tab: "statement", lit: new Set(), view: "outline", tour: 0,
  kept: null,
};
// The base scores that the map gives under the semantics of now; what the map, or the scenario kept, comes to; what it is now.
let given = Float64Array.from(page.base), first, now, turned = [];

const wayOf = (semantics) => page.ways[Evaluator.isByWorlds(semantics) ? "worlds" : "gradual"];
const way = () => wayOf(state.semantics);
// What is heard from each standpoint; null where that is everything.
const hearing = Object.fromEntries(Object.entries(page.standpoints).map(([name, one]) => (
  [name, one && { statements: new Set(one.statements), steps: new Set(one.steps) }]
)));
const heard = (standpoint = state.standpoint) => hearing[standpoint];
const isHeard = (at, among = heard()) => !among || among.statements.has(at);

// Unrated claims start at 0 under possible worlds, else at the prior where something that is heard supports them.
function starting(semantics = state.semantics, standpoint = state.standpoint) {
  const base = Float64Array.from(page.base), { worlds, prior, bare } = wayOf(semantics), among = heard(standpoint);
  const supported = (at) => stepsTo(at).some((one) => steps[one].kind === "support" && (!among || among.steps.has(one)));
  for (const at of page.unrated) base[at] = worlds ? 0 : supported(at) ? prior : bare;
  return base;
}

// Base scores as they are elsewhere: what is as in the map follows, what was moved stays where it is.
const rebased = (base, from, to) => base.map((x, at) => (x === from[at] ? to[at] : x));

// The numbers with what is rejected, granted and not heard: a statement that is rejected does not stand, whatever
// supports it; one that is granted does, whatever attacks it; a step that is not heard carries nothing.
function settled({ base, weights, rejected, granted }, given, among) {
  const own = Float64Array.from(base), share = Float64Array.from(weights);
  if (rejected.size || granted.size || among) {
    steps.forEach((step, number) => {
      const cut = { support: rejected, attack: granted }[step.kind];
      if (cut?.has(step.target) || (among && !among.steps.has(number))) share[number] = 0;
    });
  }
  for (const at of rejected) own[at] = 0;
  for (const at of granted) own[at] = 1;
  if (among) nodes.forEach((_, at) => { if (!among.statements.has(at)) own[at] = 0; });
  return { base: own, weights: share, ends: ends(own, share, given) };
}

// Between what the numbers lie that the map gives as intervals and that are as in the map; null where it gives none.
function ends(base, weights, given) {
  const { statements, steps } = page.intervals;
  if (!statements.length && !steps.length) return null;
  return [1, 2].map((end) => {
    const own = Float64Array.from(base), share = Float64Array.from(weights);
    for (const one of statements) if (base[one[0]] === given[one[0]]) own[one[0]] = one[end];
    for (const one of steps) if (weights[one[0]] === page.weights[one[0]]) share[one[0]] = one[end];
    return [...own, ...share];
  });
}

// What a scenario comes to; what is not said of it is as it is now.
function evaluate(changed = {}) {
  const one = { ...state, ...changed }, elsewhere = one.semantics !== state.semantics || one.standpoint !== state.standpoint;
  const start = elsewhere ? starting(one.semantics, one.standpoint) : given;
  if (elsewhere && !changed.base) one.base = rebased(state.base, given, start);
  const { base, weights, ends } = settled(one, start, heard(one.standpoint));
  const { linked } = page.ways.gradual, among = page.standpoints[one.standpoint];
  const found = Evaluator.evaluate(graph, base, weights, one.semantics, linked, among, ends);
  return { ...found, base, weights, way: wayOf(one.semantics) };
}

const UNCHANGED = () => ({ base: starting(), weights: page.weights, rejected: new Set(), granted: new Set() });
const judged = (found, at = argument.main) => Verdicts.of(found.way, found, at);
const verdict = (found, at = argument.main) => judged(found, at).word;
const saidVerdict = (found, at = argument.main) => {
  const { word, reason } = judged(found, at);
  if (word === "rejected" && found.way.worlds) return `${word} (defeated in ${hundred(found, at)[1]} of 100 worlds)`;
  return reason ? `${word} (${reason})` : word;
};
const hundred = (found, at) => Verdicts.ofHundred(found.way, found.strengths[at], found.defeated[at]);
const strengthOf = (found, at = argument.main) => Verdicts.strength(found.way, found.strengths[at]);
const concluded = (found) => `${strengthOf(found)} ${saidVerdict(found)}`;
const differ = (one, other) => Math.abs(one - other) > Rules.same;
const changedBase = () => nodes.map((_, at) => at).filter((at) => state.base[at] !== given[at]);
const changedWeights = () => steps.map((_, at) => at).filter((at) => state.weights[at] !== page.weights[at]);
const isChanged = () => state.rejected.size + state.granted.size + changedBase().length + changedWeights().length > 0;
const settledWord = (at) => state.rejected.has(at) ? "rejected by you" : state.granted.has(at) ? "granted by you" : null;

// The numbers that are in sight, as on every frame of a drag.
function update() {
  now = evaluate();
  shownViews().forEach((view) => view.refresh());
  Why.refresh();
}

// What takes longer: what turned, the sentences, the address, and what each statement does to the verdict.
function rest() {
  const among = heard();
  turned = first.way === now.way
    ? nodes.map((_, at) => at).filter((at) => isHeard(at, among) && verdict(now, at) !== verdict(first, at)) : [];
  Scenario.keep();
  Hinges.start();
  Why.write();
  Tour.show();
  live(true);
  shownViews().forEach((view) => view.settle());
}

function changed() {
  update();
  rest();
}

// Everything again, under another semantics or from another standpoint; what was moved stays where it is.
function restart() {
  const before = given;
  given = starting();
  state.base = rebased(state.base, before, given);
  reread();
}

// Everything again against the map as it is, or the scenario that is kept.
function reread() {
  first = evaluate(state.kept === null ? UNCHANGED() : Scenario.read(state.kept));
  document.body.classList.toggle("worlds", way().worlds);
  Ways.show();
  update();
  about();
  rest();
}

// On a frame of a drag only the strengths are found; the rest follows when the slider rests.
let waiting = 0, resting = 0;
function soon() {
  cancelAnimationFrame(waiting);
  clearTimeout(resting);
  waiting = requestAnimationFrame(() => { update(); live(false); });
  resting = setTimeout(() => { cancelAnimationFrame(waiting); changed(); }, 160);
}
