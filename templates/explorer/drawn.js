/* Strengths under possible worlds where a map has no circuit: the shares of the worlds that Python draws as well; see
   argmap/solver/worlds/drawn.py. */
const Drawn = (() => {
  "use strict";

  const WORLDS = 4096, WORDS = WORLDS / 32, DIGITS = 32;
  const STRIDE = 0x9e3779b9, FIRST = 0x7feb352d, SECOND = 0x846ca68b;

  // The worlds as bits, 32 to a word, of every vertex: where it is in, and where it is not out.
  function shares(graph, base, weights, heard) {
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
    return [share(stands.slice(0, nodes)), share(defeated.slice(0, nodes)), share(stands.slice(nodes))];
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

  return { shares };
})();
