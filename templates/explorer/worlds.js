/* Strengths under possible worlds, as argmap.evaluate gives them: from the circuit that the page came with, or where the
   map has none, by drawing the same worlds; see argmap/solver/worlds. */
const Worlds = (() => {
  "use strict";

  const WORLDS = 4096, WORDS = WORLDS / 32, DIGITS = 32;
  const STRIDE = 0x9e3779b9, FIRST = 0x7feb352d, SECOND = 0x846ca68b;

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
      return { ...drawn(graph, base, weights, heard), ...(ends ? unknown : {}) };
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

  // The worlds as bits, 32 to a word, of every vertex: where it is in, and where it is not out.
  function drawn(graph, base, weights, heard) {
    const { nodes, con, pro, parts } = graph, size = con.length;
    const given = bits(graph, [...base, ...weights], places(nodes, size, heard));
    const none = () => Array.from({ length: size }, () => new Uint32Array(WORDS));
    const stands = none(), possible = none(), defeated = none();
    const valueOf = (v, word, some, against) => {
      let value = given[v][word];
      for (const u of pro[v]) value = v < nodes ? value | some[u][word] : value & some[u][word];
      return value & ~hurt(v, word, against);
    };
    const hurt = (v, word, from) => con[v].reduce((found, u) => found | from[u][word], 0);
    const put = (into, v, word, value) => {
      const grew = into[v][word] !== value >>> 0;
      into[v][word] = value;
      return grew;
    };
    // The well-founded labels of a circle: what is possible is what can still be derived against what is in.
    const grown = (part, word, into, against) => {
      let grew = false, again = true;
      while (again) {
        again = false;
        for (const v of part) if (put(into, v, word, valueOf(v, word, into, against))) grew = again = true;
      }
      return grew;
    };
    const circled = (part, word) => {
      do {
        for (const v of part) possible[v][word] = 0;
        grown(part, word, possible, stands);
      } while (grown(part, word, stands, possible));
    };
    for (const part of parts) {
      for (let word = 0; word < WORDS; word++) {
        if (part.length > 1) circled(part, word);
        else {
          put(stands, part[0], word, valueOf(part[0], word, stands, possible));
          put(possible, part[0], word, valueOf(part[0], word, possible, stands));
        }
        for (const v of part) defeated[v][word] = hurt(v, word, stands);
      }
    }
    const share = (rows) => Float64Array.from(rows, (row) => row.reduce((sum, word) => sum + counted(word), 0) / WORLDS);
    return told("sampled", share(stands.slice(0, nodes)), share(defeated.slice(0, nodes)), share(stands.slice(nodes)));
  }

  // Where the draw of each chance stands among those of the statements and steps that are heard.
  function places(nodes, size, heard) {
    const place = Array.from({ length: size }, (_, v) => v);
    if (heard) [...heard.statements, ...heard.steps.map((step) => nodes + step)].forEach((v, at) => (place[v] = at));
    return place;
  }

  // For each chance, bits that are 1 with it, kept with the graph until it is another.
  function bits(graph, chances, place) {
    graph.bits ??= [];
    return chances.map((chance, v) => {
      const kept = graph.bits[v];
      if (kept?.chance === chance && kept.place === place[v]) return kept.words;
      const words = chance >= 1 ? new Uint32Array(WORDS).fill(0xffffffff)
        : chance <= 0 ? new Uint32Array(WORDS) : compared(place[v], Math.min(even(chance * 2 ** DIGITS), 2 ** DIGITS - 1));
      graph.bits[v] = { chance, place: place[v], words };
      return words;
    });
  }

  // Random digits of a hash against those of a threshold, in 32 worlds at once, until all are decided.
  function compared(place, threshold) {
    const start = mixed(Math.imul(place + 1, STRIDE)), words = new Uint32Array(WORDS);
    for (let at = 0; at < WORDS; at++) {
      const state = mixed(start + Math.imul(at + 1, STRIDE));
      let undecided = -1;
      for (let digit = 0; digit < DIGITS && undecided; digit++) {
        const word = mixed(state + Math.imul(digit + 1, STRIDE));
        if ((threshold >>> (DIGITS - 1 - digit)) & 1) {
          words[at] |= undecided & ~word;
          undecided &= word;
        } else undecided &= ~word;
      }
    }
    return words;
  }

  function mixed(x) {
    x ^= x >>> 16;
    x = Math.imul(x, FIRST);
    x ^= x >>> 15;
    x = Math.imul(x, SECOND);
    return x ^ (x >>> 16);
  }

  // The nearest whole number, the even one of two.
  function even(x) {
    const low = Math.floor(x), over = x - low;
    return over > 0.5 || (over === 0.5 && low % 2) ? low + 1 : low;
  }

  function counted(word) {
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    return Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }

  // The standard error of a drawn share, never 0.
  function error(share) {
    const p = (share * WORLDS + 1) / (WORLDS + 2);
    return Math.sqrt((p * (1 - p)) / WORLDS);
  }

  return { unpacked, evaluate, error };
})();
