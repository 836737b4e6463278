// The arithmetic of one strength, and what a statement does to the verdict.

function arithmetic(at) {
  const { worlds } = way();
  const carried = (number) => {
    const cuts = undercutsOf(number).reduce((x, one) => x * (1 - now.carried[one]), 1);
    return steps[number].sources.reduce((x, one) => x * now.strengths[one], now.weights[number] * cuts);
  };
  const multiplied = (number) => !worlds || Math.abs(carried(number) - now.carried[number]) < 1e-9;
  const factor = (number) => {
    const step = steps[number], members = step.sources.map((one) => `${nodes[one].id} ${strengthOf(now, one)}`);
    if (!multiplied(number)) return `${fixed(now.carried[number])} = the worlds counted: its parts share grounds`;
    const joined = worlds ? members.join(" × ")
      : members.length > 1 ? `${page.ways.gradual.linked}(${members.join(", ")})` : members[0];
    const cuts = undercutsOf(number).map((one) => ` × (1 − ${fixed(now.carried[one])})`);
    return `${fixed(now.carried[number])} = ${fixed(now.weights[number])}${cuts.join("")} × ${joined}`;
  };
  const lines = stepsTo(at).map((number) => `${Rules.relations[steps[number].kind].glyph} ${factor(number)}`);
  const own = worlds ? "chance of its own" : "base score";
  return [...lines, `w = ${fixed(now.base[at])} (${own})`, come(at, lines.length), `= ${fixed(now.strengths[at], 4)}`].join("\n");
}

// What those numbers come to: the formula, or under possible worlds a count where what bears on a statement is shared.
function come(at, any) {
  if (!any) return "nothing bears on it: strength = w";
  if (!way().worlds) return `strength = ${page.formulas[state.semantics]}`;
  let open = 1 - now.base[at], kept = 1;
  for (const number of stepsTo(at)) {
    if (steps[number].kind === "support") open *= 1 - now.carried[number];
    else kept *= 1 - now.carried[number];
  }
  if (Math.abs((1 - open) * kept - now.strengths[at]) < 1e-9) return "strength = (1 − (1 − w)·Π(1 − supports))·Π(1 − attacks)";
  return "strength = the share of worlds in which it stands; what bears on it shares grounds, which are counted once";
}

// What a statement does to the verdict: granted, rejected, taken out, and the base score at which the verdict turns.
function bearing(at, turns) {
  const { main } = argument;
  if (!isHeard(at)) return [h("p", {}, "Nothing: it is not heard from this standpoint.")];
  if (at === main && !stepsTo(at).length) return [];
  const parts = at === main ? [] : [intervened(at), settledWord(at) ? "" : contribution(at)];
  const own = way().worlds ? "chance of its own" : "base score";
  if (settledWord(at)) return parts;
  parts.push(turns.length
    ? h("p", {}, ...turns.map(({ x, side, to }) => `At a ${own} of ${fixed(x)} ${side} the conclusion is ${to}. `))
    : h("p", {}, `No ${own} of it alone turns the verdict.`));
  return parts;
}

// What the conclusion comes to when this one is granted, and when it is rejected.
function intervened(at) {
  const { granted, rejected } = Hinges.interventions(at);
  return h("p", {}, `Granted, the conclusion is at ${concluded(granted.said)}; rejected, at ${concluded(rejected.said)}.`);
}

function contribution(at) {
  const weights = Float64Array.from(state.weights);
  steps.forEach((step, number) => {
    if (step.sources.includes(at) || (!onStep(step) && step.target === at)) weights[number] = 0;
  });
  const without = evaluate({ weights }), { main } = argument;
  const by = now.strengths[main] - without.strengths[main];
  return h("p", {}, `Taken out of the map, the conclusion is at ${concluded(without)}: `
    + `it contributes ${by < 0 ? "−" : "+"}${fixed(Math.abs(by), 3)}.`);
}

// The nearest base scores, or weights, below and above, at which the verdict is another: where the slider of `key` turns it.
function turning(key, at) {
  const from = now[key][at], tried = (x) => evaluate({ [key]: Float64Array.from(state[key], (own, one) => (one === at ? x : own)) });
  return way().worlds ? turningInWorlds(from, tried) : turningByTrial(from, tried);
}

// A chance is linear in each base score and weight, and so is what it takes to meet a cut-off.
function turningInWorlds(here, tried) {
  const { main } = argument, cuts = way(), ends = [tried(0), tried(1)];
  const between = (name, x) => (1 - x) * ends[0][name][main] + x * ends[1][name][main];
  const meeting = (name, cut) => (cut - ends[0][name][main]) / (ends[1][name][main] - ends[0][name][main]);
  const word = (x) => Verdicts.of(cuts, {
    strengths: [between("strengths", x)], defeated: [between("defeated", x)], open: [0], status: "exact",
  }, 0).word;
  const points = [meeting("strengths", cuts.accepted), meeting("defeated", cuts.defeated)]
    .filter((x) => x >= 0 && x <= 1).sort((one, other) => one - other);
  const verdictNow = word(here), tiny = 1e-9;
  const turns = (x, way) => {
    const beyond = Math.min(1, Math.max(0, x + way * tiny));
    return word(beyond) !== verdictNow ? [{ x, side: way > 0 ? "or above" : "or below", to: word(beyond) }] : [];
  };
  const below = points.filter((x) => x <= here).reverse().flatMap((x) => turns(x, -1));
  const above = points.filter((x) => x >= here).flatMap((x) => turns(x, 1));
  return [...below.slice(0, 1), ...above.slice(0, 1)];
}

function turningByTrial(here, evaluated) {
  const tried = (x) => verdict(evaluated(x)), verdictNow = verdict(now);
  return [0, 1].flatMap((end) => {
    let near = here, far = null;
    for (let part = 1; part <= 16 && far === null; part++) {
      const x = here + ((end - here) * part) / 16;
      if (tried(x) !== verdictNow) far = x; else near = x;
    }
    if (far === null) return [];
    for (let round = 0; round < 20; round++) {
      const middle = (near + far) / 2;
      if (tried(middle) !== verdictNow) far = middle; else near = middle;
    }
    return [{ x: far, side: end ? "or above" : "or below", to: tried(far) }];
  });
}

// Marks on a slider where the verdict turns.
function tipping(turns) {
  return turns.map(({ x, to }) => {
    const mark = h("span", { className: `tip ${to}`, title: `At ${fixed(x)} the verdict turns: ${to}` }, h("span", {}, fixed(x)));
    mark.style.left = `calc(8px + (100% - 16px) * ${x})`;
    return mark;
  });
}
