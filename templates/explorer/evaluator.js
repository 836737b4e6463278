/* What argmap.evaluate gives, from the same definitions; their sources stand in argmap/semantics.

   A graph has a vertex for each statement, 0 … nodes − 1, and for each step, nodes + j. What a vertex rests on are two
   rows: `con`, the attacks on a statement or undercuts of a step, and `pro`, the supports of one or members of the other. */
const Evaluator = (() => {
  "use strict";

  // The keys of these tables are the names in Python, in quotes; SEMANTICS is JSON. A row of it has an aggregation and an
  // influence, or is {"circuit": true} where strengths are chances, which Worlds finds from the compiled circuit.

  const AGGREGATIONS = {
    "sum": (x, s) => x + s,
    "product": (x, s) => x + s * (1 - x),
    "top": Math.max,
  };

  const CONJUNCTIONS = {
    "min": Math.min,
    "product": (x, s) => x * s,
  };

  // From the base score, what the attacks and what the supports come to.
  const INFLUENCES = {
    "linear(1)": ofDifference((w, d) => moved(w, d, Math.abs(d))),
    "1-max(1)": ofDifference((w, d) => moved(w, d, saturating(Math.abs(d)))),
    "2-max(1)": ofDifference((w, d) => moved(w, d, saturating(d * d))),
    "euler": ofDifference((w, d) => (w * (w * fading(d) + fading(-d))) / (fading(d) + w * fading(-d))),
    "logistic": ofDifference((w, d) => (w * fading(-d)) / (w * fading(-d) + (1 - w) * fading(d))),
    "reciprocal": ofDifference((w, d) => w / (1 - d)),
    "mean-of-sides": (w, attack, support) => w + ((1 - w) * support - w * attack) / (attack > 0 && support > 0 ? 2 : 1),
  };

  const SEMANTICS = {
    "possible-worlds": { "circuit": true },
    "quadratic-energy": { "aggregation": "sum", "influence": "2-max(1)" },
    "df-quad": { "aggregation": "product", "influence": "linear(1)" },
    "sd-df-quad": { "aggregation": "product", "influence": "1-max(1)" },
    "euler": { "aggregation": "sum", "influence": "euler" },
    "euler-top": { "aggregation": "top", "influence": "euler" },
    "mlp": { "aggregation": "sum", "influence": "logistic" },
    "quad": { "aggregation": "product", "influence": "mean-of-sides" },
    "h-categoriser": { "aggregation": "sum", "influence": "reciprocal", "attackOnly": true },
    "max-based": { "aggregation": "top", "influence": "reciprocal", "attackOnly": true },
    "card-based": { "aggregation": "sum", "influence": "reciprocal", "attackOnly": true, "averaged": true }
  };

  function ofDifference(influence) {
    return (w, attack, support) => influence(w, support - attack);
  }

  function moved(w, d, share) {
    return w + ((d > 0 ? 1 : 0) - w) * share;
  }

  function saturating(x) {
    return x / (1 + x);
  }

  // e^(−max(x, 0)), never quite 0: a quotient of vanishing numbers stays one, and nothing overflows.
  function fading(x) {
    return Math.exp(-Math.max(x, 0)) + 2 ** -1022;
  }

  // `parts` are single vertices and cycles, each after all that it rests on; in a cycle steps come before statements,
  // undercuts before what they undercut.
  function prepare({ nodes, steps, circuit }) {
    const con = Array.from({ length: nodes + steps.length }, () => []);
    const pro = con.map((_, v) => (v < nodes ? [] : [...steps[v - nodes].sources]));
    steps.forEach(({ kind, target }, j) => {
      const end = kind === "undercut" ? nodes + target : target;
      (kind === "support" ? pro : con)[end].push(nodes + j);
    });
    const rests = con.map((row, v) => [...row, ...pro[v]]), place = places(nodes, steps, con);
    const parts = components(rests).map((part) => part.sort((v, u) => place[v] - place[u]));
    const supports = steps.some((step) => step.kind === "support");
    return {
      nodes, con, pro, parts, supports, size: rests.length + rests.flat().length,
      circuit: circuit ? Worlds.unpacked(circuit, con.length) : null,
    };
  }

  function places(nodes, steps, con) {
    const outward = steps.flatMap((step, j) => (step.kind === "undercut" ? [] : [nodes + j]));
    for (const step of outward) outward.push(...con[step]);
    if (outward.length < steps.length) throw new RangeError("a chain of undercuts must end at a support or attack");
    const place = new Int32Array(con.length).fill(1);
    outward.forEach((step, at) => (place[step] = -at));
    return place;
  }

  // Tarjan 1972, without recursion: chains may be long.
  function components(rests) {
    const size = rests.length;
    const first = new Int32Array(size), low = new Float64Array(size), cursor = new Int32Array(size);
    const path = [], open = [], found = [];
    let count = 0;
    const enter = (v) => {
      first[v] = low[v] = ++count;
      path.push(v);
      open.push(v);
    };
    const closed = (v) => {
      const part = open.splice(open.lastIndexOf(v));
      for (const member of part) low[member] = Infinity;
      return part;
    };
    for (let root = 0; root < size; root++) {
      if (!first[root]) enter(root);
      while (path.length) {
        const v = path.at(-1), below = rests[v][cursor[v]];
        if (below !== undefined && !first[below]) enter(below);
        else if (below !== undefined) {
          low[v] = Math.min(low[v], low[below]);
          cursor[v]++;
        } else {
          path.pop();
          if (low[v] === first[v]) found.push(closed(v));
        }
      }
    }
    return found;
  }

  function applies(graph, name) {
    return !(row(SEMANTICS, name).attackOnly && graph.supports);
  }

  function isByWorlds(name) {
    return Boolean(row(SEMANTICS, name).circuit);
  }

  // A step carries u·Π(1 − undercuts)·κ(members); a statement has ι(w, ⊕ attacks, ⊕ supports).
  function evaluate(graph, base, weights, name, linked = "min", heard = null, ends = null) {
    if (!applies(graph, name)) throw new RangeError(`${name} is for attacks only, and there are supports`);
    if (isByWorlds(name)) return Worlds.evaluate(graph, base, weights, heard, ends);
    const { nodes, con, pro, parts, size } = graph, { aggregation, influence, averaged } = SEMANTICS[name];
    const add = AGGREGATIONS[aggregation], strength = INFLUENCES[influence], join = row(CONJUNCTIONS, linked);
    const own = Float64Array.from([...base, ...weights]), value = own.slice();
    const counts = (step) => own[step] > 0 && pro[step].every((v) => own[v] > 0);
    const counted = con.map((steps) => steps.filter(counts).length);
    const gather = (into, x, from) => {
      for (const v of from) x = into(x, value[v]);
      return x;
    };
    const attack = (v) => {
      const sum = gather(add, 0, con[v]);
      return averaged ? counted[v] + sum / Math.max(counted[v], 1) : sum;
    };
    const valueOf = (v) =>
      v < nodes
        ? strength(own[v], attack(v), gather(add, 0, pro[v]))
        : own[v] * gather(weaken, 1, con[v]) * gather(join, 1, pro[v]);

    let status = "exact";
    for (const part of parts) {
      if (part.length === 1) {
        value[part[0]] = valueOf(part[0]);
        continue;
      }
      const steps = part.filter((v) => v >= nodes), statements = part.filter((v) => v < nodes);
      const put = (state) => {
        statements.forEach((v, at) => (value[v] = state[at]));
        for (const step of steps) value[step] = valueOf(step);
      };
      const once = (state) => {
        put(state);
        return Float64Array.from(statements, valueOf);
      };
      const start = Float64Array.from(statements, (v) => own[v]);
      const { state, settled } = settle(once, start, Math.min(MOST_ROUNDS, MOST_WORK / size));
      put(state);
      if (!settled) status = "not settled";
      else if (status === "exact") status = "converged";
    }
    return { strengths: value.slice(0, nodes), carried: value.slice(nodes), status };
  }

  function weaken(x, undercut) {
    return x * (1 - undercut);
  }

  function row(table, name) {
    if (!Object.hasOwn(table, name)) throw new RangeError(`no ${name}; there are ${Object.keys(table).join(", ")}`);
    return table[name];
  }

  const REST = 1e-13, NOISE = 1e-15; // a residual max |F(s) − s| that is rest, and one that is none
  const APART = 1e-10; // how far from the limit rest may still be, at the pace seen
  const ERROR = 1e-4, RELATIVE = 1e-2; // error of a step: no more than this, and than this part of the residual
  const NEAR = 2e-2, LONG = 1e3; // the residual from which on leaps are tried, and how far ahead steps must be fit for them
  const WINDOW = 25, WINDOWS = 6; // it does not settle when its residual is no lower after so many windows of time,
  const MOST_ROUNDS = 20_000, MOST_WORK = 3e7; // or after so much work: not seconds, so that every machine says the same

  // Dormand & Prince 1980, the pair of order 5 and 4.
  const TABLEAU = [
    [1 / 5],
    [3 / 40, 9 / 40],
    [44 / 45, -56 / 15, 32 / 9],
    [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
    [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
    [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
  ];
  const DIFFERENCE = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40];

  // Where the flow ds/dt = F(s) − s comes to rest, which is what strengths on a cycle mean (Potyka, KR 2018). Where it
  // only creeps, straight ahead, it leaps to where it is going.
  function settle(once, start, most) {
    const at = (state) => {
      const speed = once(state).map((image, v) => image - state[v]);
      return { state, speed, residual: largest(speed) };
    };
    let here = at(start), pace = 0.1, ahead = 0;
    let rounds = 1, time = 0, worst = 0, best = Infinity, stale = 0;
    const resting = () => here.residual <= NOISE || (here.residual <= REST && here.residual * ahead <= APART);
    while (!resting() && stale < WINDOWS && rounds < most) {
      const allowed = Math.min(ERROR, (RELATIVE * here.residual) / within(1, ahead, LONG));
      let next;
      do {
        next = stepped(at, here, pace);
        rounds += TABLEAU.length;
        pace *= within(0.2, 0.9 * (allowed / (next.error || Number.MIN_VALUE)) ** 0.2, 5);
      } while (next.error > allowed + 1e-16 && next.pace >= 1e-9);
      ahead = timeAhead(here, next);
      here = next;
      time += here.pace;
      worst = Math.max(worst, here.residual);
      if (here.residual <= NEAR && ahead < Infinity) {
        const leap = at(here.state.map((s, v) => within(0, s + ahead * here.speed[v], 1)));
        rounds++;
        if (leap.residual <= here.residual / 2) here = leap;
      }
      if (time >= WINDOW) {
        stale = worst < 0.99 * best ? 0 : stale + 1;
        best = Math.min(best, worst);
        time = worst = 0;
      }
    }
    const settled = resting(), again = () => at(once(here.state));
    for (let image = again(); image.residual < here.residual / 2; image = again()) here = image;
    return { state: here.state, settled };
  }

  // How long it is to rest at the speed of b, when the flow slows down as from a to b.
  function timeAhead(a, b) {
    let moved = 0, slowed = 0;
    b.state.forEach((s, v) => {
      moved += (s - a.state[v]) ** 2;
      slowed += (s - a.state[v]) * (a.speed[v] - b.speed[v]);
    });
    return slowed > 0 ? moved / slowed : Infinity;
  }

  function stepped(at, { state, speed }, pace) {
    const speeds = [speed], mixed = (shares, v) => shares.reduce((sum, share, k) => sum + share * speeds[k][v], 0);
    let next;
    for (const shares of TABLEAU) {
      next = at(state.map((s, v) => within(0, s + pace * mixed(shares, v), 1)));
      speeds.push(next.speed);
    }
    const squares = state.reduce((sum, _, v) => sum + mixed(DIFFERENCE, v) ** 2, 0);
    return { ...next, pace, error: pace * Math.sqrt(squares / state.length) };
  }

  function largest(vector) {
    return vector.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  }

  function within(low, x, high) {
    return Math.min(high, Math.max(low, x));
  }

  return { SEMANTICS: Object.keys(SEMANTICS), applies, evaluate, isByWorlds, prepare };
})();
