/* Strengths under possible worlds, as argmap.evaluate gives them: from the circuit that the page came with, or where the
   map has none, by drawing the same worlds; see argmap/solver/worlds. */
const Worlds = (() => {
  "use strict";

  const WORLDS = 4096;

  // Slots 0 and 1 hold these numbers, the next ones the inputs, and each choice, made of three earlier slots, one more.
  // `choices` names slots from 2 on by how far back they are: 2 is the one before.
  function unpacked({ choices, stands, defeated, steps }, inputs) {
    const first = 2 + inputs, size = choices.length / 3;
    const slots = Int32Array.from(choices, (x, at) => (x < 2 ? x : first + Math.floor(at / 3) + 1 - x));
    return { first, size, slots, stands, defeated, steps };
  }

  // Every choice is q·high + (1 − q)·low, in the order of operations of Python.
  function values({ first, size, slots }, base, weights) {
    const value = new Float64Array(first + size);
    value[1] = 1;
    value.set(base, 2);
    value.set(weights, 2 + base.length);
    for (let at = 0; at < size; at++) {
      const q = value[slots[3 * at]], high = slots[3 * at + 1], low = slots[3 * at + 2];
      if (low === 0) value[first + at] = q * value[high];
      else if (high === 0) value[first + at] = (1 - q) * value[low];
      else value[first + at] = q * value[high] + (1 - q) * value[low];
    }
    return value;
  }

  // The least and the most that each slot comes to, for inputs between these.
  function bounds({ first, size, slots }, [low, high]) {
    const least = new Float64Array(first + size), most = new Float64Array(first + size);
    least[1] = most[1] = 1;
    least.set(low, 2);
    most.set(high, 2);
    for (let at = 0; at < size; at++) {
      const chance = slots[3 * at], up = slots[3 * at + 1], down = slots[3 * at + 2];
      const q = least[up] >= least[down] ? least[chance] : most[chance];
      const p = most[up] >= most[down] ? most[chance] : least[chance];
      least[first + at] = q * least[up] + (1 - q) * least[down];
      most[first + at] = p * most[up] + (1 - p) * most[down];
    }
    return [least, most];
  }

  // `heard`, where not everything is, says what is: the numbers of statements, and those of steps. `ends`, where chances
  // are intervals, are their low and their high ends, statements before steps.
  function evaluate(graph, base, weights, heard = null, ends = null) {
    const { circuit, nodes } = graph;
    if (!circuit) {
      const row = (x) => new Float64Array(nodes).fill(x), unknown = { low: row(0), high: row(1), lowDefeated: row(0) };
      return { ...told("sampled", ...Drawn.shares(graph, base, weights, heard)), ...(ends ? unknown : {}) };
    }
    const at = (slots, value) => Float64Array.from(slots, (slot) => value[slot]), value = values(circuit, base, weights);
    const found = told("exact", ...["stands", "defeated", "steps"].map((name) => at(circuit[name], value)));
    if (!ends) return found;
    const [least, most] = bounds(circuit, ends);
    return { ...found, low: at(circuit.stands, least), high: at(circuit.stands, most), lowDefeated: at(circuit.defeated, least) };
  }

  function told(status, strengths, defeated, carried) {
    const open = strengths.map((stands, at) => Math.max(0, 1 - stands - defeated[at]));
    return { strengths, defeated, open, carried, status };
  }

  // The standard error of a drawn share, never 0.
  function error(share) {
    const p = (share * WORLDS + 1) / (WORLDS + 2);
    return Math.sqrt((p * (1 - p)) / WORLDS);
  }

  return { unpacked, evaluate, error };
})();
