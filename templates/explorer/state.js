// What the page was given and what was changed on it; every number comes from Evaluator, every measure from Rules.

const page = JSON.parse(document.getElementById("argument").textContent);
const argument = read(page);
const { nodes, steps } = argument;
const tree = Tree.grow(argument);
const graph = Evaluator.prepare({ nodes: nodes.length, steps, circuit: page.circuit });
const $ = (id) => document.getElementById(id);
const { fixed } = Verdicts;
const state = {
  semantics: page.semantics, standpoint: page.standpoint,
  base: Float64Array.from(page.base), weights: Float64Array.from(page.weights), rejected: new Set(), granted: new Set(),
  open: new Set(), selected: argument.main, tab: "statement", lit: new Set(), theme: "",
};
// The base scores that the map gives under the semantics of now.
let given = Float64Array.from(page.base);
let first, now, order = [], boxes = new Map(), drawn = [], view = { x: 40, y: 40, scale: 1 };
const cards = new Map();

function read({ map, sides, unanswered }) {
  const place = new Map(map.nodes.map((node, at) => [node.id, at]));
  const stepPlace = new Map(map.relations.map((step, at) => [step.id, at]));
  const relations = map.relations.map((step) => ({
    ...step,
    sources: step.sources.map((id) => place.get(id)),
    target: (onStep(step) ? stepPlace : place).get(step.target),
  }));
  const open = new Set(unanswered);
  return {
    nodes: map.nodes.map((node, at) => (
      { voice: "author", source: [], ...node, side: sides[at], unanswered: open.has(node.id) }
    )),
    steps: relations,
    cut: new Set(relations.filter(onStep).map((step) => step.target)),
    main: place.get(map.conclusion), place, stepPlace,
  };
}

// Whether a step is against a step, and not for or against a statement.
function onStep({ kind }) {
  return Rules.relations[kind].onto === "step";
}

// The steps to a statement, and the undercuts of a step, by number.
const stepsTo = (at) => steps.flatMap((step, number) => !onStep(step) && step.target === at ? [number] : []);
const undercutsOf = (one) => steps.flatMap((step, number) => onStep(step) && step.target === one ? [number] : []);

function h(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name in made && name !== "list") made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

const way = () => page.ways[Evaluator.isByWorlds(state.semantics) ? "worlds" : "gradual"];
// What is heard from each standpoint; null where that is everything.
const hearing = Object.fromEntries(Object.entries(page.standpoints).map(([name, one]) => (
  [name, one && { statements: new Set(one.statements), steps: new Set(one.steps) }]
)));
const heard = (standpoint = state.standpoint) => hearing[standpoint];
const isHeard = (at, among = heard()) => !among || among.statements.has(at);

// Unrated claims start at 0 under possible worlds, else at the prior where something that is heard supports them.
function starting() {
  const base = Float64Array.from(page.base), { worlds, prior, bare } = way(), among = heard();
  const supported = (at) => stepsTo(at).some((one) => steps[one].kind === "support" && (!among || among.steps.has(one)));
  for (const at of page.unrated) base[at] = worlds ? 0 : supported(at) ? prior : bare;
  return base;
}

// The numbers with what is rejected, granted and not heard: a statement that is rejected does not stand, whatever
// supports it; one that is granted does, whatever attacks it; a step that is not heard carries nothing.
function settled({ base = state.base, weights = state.weights, rejected = state.rejected, granted = state.granted, among }) {
  const own = Float64Array.from(base), share = Float64Array.from(weights);
  steps.forEach((step, number) => {
    const cut = { support: rejected, attack: granted }[step.kind];
    if (cut?.has(step.target) || (among && !among.steps.has(number))) share[number] = 0;
  });
  for (const at of rejected) own[at] = 0;
  for (const at of granted) own[at] = 1;
  if (among) nodes.forEach((_, at) => { if (!among.statements.has(at)) own[at] = 0; });
  return { base: own, weights: share, ends: ends(own, share) };
}

// Between what the numbers lie that the map gives as intervals and that are as in the map; null where it gives none.
function ends(base, weights) {
  const { statements, steps } = page.intervals;
  if (!statements.length && !steps.length) return null;
  return [1, 2].map((end) => {
    const own = Float64Array.from(base), share = Float64Array.from(weights);
    for (const one of statements) if (base[one[0]] === given[one[0]]) own[one[0]] = one[end];
    for (const one of steps) if (weights[one[0]] === page.weights[one[0]]) share[one[0]] = one[end];
    return [...own, ...share];
  });
}

function evaluate(changed = {}) {
  const standpoint = changed.standpoint ?? state.standpoint, among = heard(standpoint);
  const { base, weights, ends } = settled({ ...changed, among }), { linked } = page.ways.gradual;
  const found = Evaluator.evaluate(graph, base, weights, state.semantics, linked, page.standpoints[standpoint], ends);
  return { ...found, base, weights };
}

const asGiven = () => evaluate({ base: given, weights: page.weights, rejected: new Set(), granted: new Set() });
const verdict = (found, at = argument.main) => Verdicts.of(way(), found, at).word;
const saidVerdict = (found, at = argument.main) => {
  const { word, reason } = Verdicts.of(way(), found, at);
  if (word === "rejected" && way().worlds) return `${word} (defeated in ${hundred(found, at)[1]} of 100 worlds)`;
  return reason ? `${word} (${reason})` : word;
};
const hundred = (found, at) => Verdicts.ofHundred(way(), found.strengths[at], found.defeated[at]);
const strengthOf = (found, at = argument.main) => Verdicts.strength(way(), found.strengths[at]);
const differ = (one, other) => Math.abs(one - other) > Rules.same;
const changedBase = () => nodes.map((_, at) => at).filter((at) => state.base[at] !== given[at]);
const changedWeights = () => steps.map((_, at) => at).filter((at) => state.weights[at] !== page.weights[at]);
const isChanged = () => state.rejected.size + state.granted.size + changedBase().length + changedWeights().length > 0;

function update() {
  now = evaluate();
  for (const [at, card] of cards) refill(card, at);
  Lines.thicken(drawn, now.carried);
  const { main } = argument, among = heard(), unsettled = now.status === "not settled";
  const turned = nodes.map((_, at) => at)
    .filter((at) => isHeard(at, among) && verdict(now, at) !== verdict(first, at));
  $("verdict").replaceChildren(`${strengthOf(now)} ${unsettled ? "does not settle" : saidVerdict(now)}`,
    differ(now.strengths[main], first.strengths[main])
      ? h("small", {}, ` was ${strengthOf(first)} ${verdict(first)}`) : "",
    turned.length ? h("small", {}, ` · ${turned.length} turned`) : "");
  const sampled = now.status === "sampled" ? "; counted in 4096 drawn worlds" : "";
  $("cuts").textContent = way().cuts + sampled;
  argument.turned = turned;
  remember();
}

// Everything again, under another semantics or from another standpoint; what was moved stays where it is.
function restart() {
  const before = given;
  given = starting();
  nodes.forEach((_, at) => { if (state.base[at] === before[at]) state.base[at] = given[at]; });
  first = asGiven();
  document.body.classList.toggle("worlds", way().worlds);
  update();
  for (const [at, made] of cards) fill(made, at);
  about();
}

// On a frame of a drag only the strengths are found; what else the panel says follows when the slider rests.
let waiting = 0, resting = 0;
function soon() {
  cancelAnimationFrame(waiting);
  clearTimeout(resting);
  waiting = requestAnimationFrame(() => { update(); live(false); });
  resting = setTimeout(() => live(true), 160);
}
