// What the page was given and what was changed on it; every number comes from Evaluator, every measure from Rules.

const page = JSON.parse(document.getElementById("argument").textContent);
const argument = read(page);
const { nodes, steps } = argument;
const tree = Tree.grow(argument);
const graph = Evaluator.prepare({ nodes: nodes.length, steps });
const $ = (id) => document.getElementById(id);
const fixed = (x) => x.toFixed(2);
const state = {
  semantics: page.semantics, base: Float64Array.from(page.base), weights: Float64Array.from(page.weights),
  open: new Set(), selected: argument.main, tab: "statement", lit: new Set(), theme: "",
};
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

const evaluate = (base, weights) => Evaluator.evaluate(graph, base, weights, state.semantics, page.linked);
const verdict = (x) => (x >= page.accepted ? "accepted" : x <= page.rejected ? "rejected" : "undecided");
const differ = (one, other) => Math.abs(one - other) > Rules.same;
const isRejected = (at) => state.base[at] === 0 && page.base[at] !== 0;
const changedBase = () => nodes.map((_, at) => at).filter((at) => state.base[at] !== page.base[at]);
const changedWeights = () => steps.map((_, at) => at).filter((at) => state.weights[at] !== page.weights[at]);

function update() {
  now = evaluate(state.base, state.weights);
  for (const [at, card] of cards) refill(card, at);
  Lines.thicken(drawn, now.carried);
  const strength = now.strengths[argument.main], was = first.strengths[argument.main];
  const turned = nodes.map((_, at) => at).filter((at) => verdict(now.strengths[at]) !== verdict(first.strengths[at]));
  const said = now.status === "not settled" ? "does not settle" : verdict(strength);
  $("verdict").replaceChildren(`${fixed(strength)} ${said}`,
    differ(strength, was) ? h("small", {}, ` was ${fixed(was)} ${verdict(was)}`) : "",
    turned.length ? h("small", {}, ` · ${turned.length} turned`) : "");
  argument.turned = turned;
  remember();
}

function restart() {
  first = evaluate(page.base, page.weights);
  update();
  about();
}

let waiting = 0;
function soon() {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => { update(); live(); });
}
