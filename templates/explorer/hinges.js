// Work that is done in small parts while the page rests.

const Jobs = (() => {
  const SLICE = 12;
  let queue = [], place = 0, timer = 0;

  function run() {
    const began = performance.now();
    while (place < queue.length && performance.now() - began < SLICE) queue[place++]();
    timer = place < queue.length ? setTimeout(run) : 0;
  }

  function start(list) {
    clearTimeout(timer);
    queue = list;
    place = 0;
    run();
  }

  return { start };
})();

// What the main claim comes to without each statement, and with it granted. On a large map only what is in sight is asked.
const Hinges = (() => {
  const LARGE = 1000, TELLING = Rules.same;
  const found = new Map(), carried = new Map();
  const bears = leading();
  let complete = false;

  // The statements that lead to the main claim.
  function leading() {
    const met = new Set([argument.main]);
    for (const at of met) {
      const onto = [...stepsTo(at)];
      for (const one of onto) {
        onto.push(...undercutsOf(one));
        for (const source of steps[one].sources) met.add(source);
      }
    }
    met.delete(argument.main);
    return met;
  }

  function outcome(evaluated) {
    const { main } = argument;
    return { strength: evaluated.strengths[main], defeated: evaluated.defeated?.[main], verdict: verdict(evaluated), said: evaluated };
  }

  function interventions(at) {
    const without = (set) => new Set([...set].filter((one) => one !== at));
    return {
      granted: outcome(evaluate({ granted: new Set(state.granted).add(at), rejected: without(state.rejected) })),
      rejected: outcome(evaluate({ rejected: new Set(state.rejected).add(at), granted: without(state.granted) })),
    };
  }

  function ask(at) {
    if (!bears.has(at) || !isHeard(at)) return;
    const { granted, rejected } = interventions(at), here = verdict(now);
    found.set(at, {
      at, loss: now.strengths[argument.main] - rejected.strength, swing: Math.abs(granted.strength - rejected.strength),
      granted, rejected, turns: granted.verdict !== here || rejected.verdict !== here,
    });
  }

  function askStep(number) {
    const weights = Float64Array.from(state.weights);
    weights[number] = 0;
    carried.set(number, now.strengths[argument.main] - evaluate({ weights }).strengths[argument.main]);
  }

  function start() {
    complete = false;
    const heads = Rows.heads(), asked = new Set([...heads.filter((row) => row.form !== "group").map((row) => row.at), ...Outline.inSight()]);
    const small = nodes.length <= LARGE;
    if (small) for (const at of bears) asked.add(at);
    found.clear();
    carried.clear();
    const groups = heads.filter((row) => row.form === "group").map((row) => row.at);
    Jobs.start([
      ...groups.map((one) => () => askStep(one)), ...[...asked].map((at) => () => ask(at)),
      () => { complete = small; shownViews().forEach((view) => view.refresh()); Why.write(); },
      ...Ways.jobs(),
    ]);
  }

  // Asks of what came into sight on a large map.
  function more(places) {
    if (nodes.length <= LARGE) return;
    for (const at of places) if (!found.has(at)) ask(at);
  }

  const loss = (at) => found.get(at)?.loss;
  const lossOfStep = (number) => carried.get(number);
  const telling = (x) => x !== undefined && Math.abs(x) >= TELLING;
  const turning = () => [...found.values()].filter((one) => one.turns).sort((one, other) => other.swing - one.swing);
  return {
    start, more, loss, lossOfStep, telling, turning, interventions,
    turns: (at) => found.get(at)?.turns ?? false, of: (at) => found.get(at), isComplete: () => complete,
    isLarge: () => nodes.length > LARGE,
  };
})();
