// The arithmetic of one strength, and what a statement does to the verdict.

function arithmetic(at) {
  const factor = (number) => {
    const step = steps[number], members = step.sources.map((one) => `${nodes[one].id} ${fixed(now.strengths[one])}`);
    const joined = members.length > 1 ? `${page.linked}(${members.join(", ")})` : members[0];
    const cuts = undercutsOf(number).map((one) => ` × (1 − ${fixed(now.carried[one])})`);
    return `${fixed(now.carried[number])} = ${fixed(state.weights[number])}${cuts.join("")} × ${joined}`;
  };
  const lines = stepsTo(at).map((number) => `${Rules.relations[steps[number].kind].glyph} ${factor(number)}`);
  const come = lines.length ? `strength = ${page.formulas[state.semantics]}` : "nothing bears on it: strength = w";
  return [...lines, `w = ${fixed(state.base[at])} (base score)`, come, `= ${now.strengths[at].toFixed(4)}`].join("\n");
}

// What a statement does to the verdict: without it, and the base score at which the verdict turns.
function bearing(at) {
  if (at === argument.main && !stepsTo(at).length) return [];
  const parts = at === argument.main ? [] : [contribution(at)], turns = turning(at);
  parts.push(turns.length
    ? h("p", {}, ...turns.map(({ x, side, to }) => `At a base score of ${fixed(x)} ${side} the conclusion is ${to}. `))
    : h("p", {}, "No base score of it alone turns the verdict."));
  return parts;
}

function contribution(at) {
  const { main } = argument, weights = Float64Array.from(state.weights);
  steps.forEach((step, number) => {
    if (step.sources.includes(at) || (!onStep(step) && step.target === at)) weights[number] = 0;
  });
  const without = evaluate(state.base, weights).strengths[main], by = now.strengths[main] - without;
  return h("p", {}, `Taken out of the map, the conclusion is at ${fixed(without)} ${verdict(without)}: `
    + `it contributes ${by < 0 ? "−" : "+"}${Math.abs(by).toFixed(3)}.`);
}

// The nearest base scores, below and above, at which the verdict is another.
function turning(at) {
  const { main } = argument, base = Float64Array.from(state.base);
  const given = (x) => {
    base[at] = x;
    return verdict(evaluate(base, state.weights).strengths[main]);
  };
  const here = state.base[at], verdictNow = verdict(now.strengths[main]);
  return [0, 1].flatMap((end) => {
    let near = here, far = null;
    for (let part = 1; part <= 16 && far === null; part++) {
      const x = here + ((end - here) * part) / 16;
      if (given(x) !== verdictNow) far = x; else near = x;
    }
    if (far === null) return [];
    for (let round = 0; round < 20; round++) {
      const middle = (near + far) / 2;
      if (given(middle) !== verdictNow) far = middle; else near = middle;
    }
    return [{ x: far, side: end ? "or above" : "or below", to: given(far) }];
  });
}
