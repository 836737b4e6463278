/* What a strength comes to in words, and how it is written; as argmap.evaluation says it.

   A way of evaluating has the cut-offs `accepted`, with `defeated` under possible worlds and `rejected` under a gradual
   semantics; `rounding` and `sure` say how nearly, and how surely, they must be met. */
const Verdicts = (() => {
  "use strict";

  const MOST_DIGITS = 6;

  // The verdict on a statement, over the whole of its interval, and the reason why it is undecided, or "".
  function of(way, { strengths, defeated, open, status, low = strengths, lowDefeated = defeated }, at) {
    if (!way.worlds) return { word: gradual(way, strengths[at]), reason: "" };
    const stands = strengths[at], lost = defeated[at], drawn = status === "sampled";
    const off = (share) => (drawn ? way.sure * Worlds.error(share) : 0);
    const word = chance(way, low[at] - off(stands), lowDefeated[at] - off(lost));
    if (word !== "undecided") return { word, reason: "" };
    if (drawn && chance(way, stands, lost) !== "undecided") return { word, reason: "drawn, too near to tell" };
    if (open[at] >= Math.max(stands, lost) - way.rounding) return { word, reason: "not established" };
    return { word, reason: lost > stands ? "mostly defeated" : "contested" };
  }

  function chance({ accepted, defeated, rounding }, stands, lost) {
    if (stands >= accepted - rounding) return "accepted";
    return lost >= defeated - rounding ? "rejected" : "undecided";
  }

  function gradual({ accepted, rejected }, x) {
    return x >= accepted ? "accepted" : x <= rejected ? "rejected" : "undecided";
  }

  // A number with so many digits; where two are as near, the even one, as Python writes it.
  function fixed(x, digits = 2) {
    const tied = Number.isInteger(x * 2 ** (digits + 1)) && !Number.isInteger(x * 2 ** digits);
    if (!tied) return x.toFixed(digits);
    const below = Math.floor(x * 10 ** digits);
    return ((below + (below % 2)) / 10 ** digits).toFixed(digits);
  }

  // A number with so many digits, or more where these would say that it reaches a cut-off that it does not reach.
  function written(x, reaches, digits = 2) {
    for (; digits < MOST_DIGITS; digits++) {
      const text = fixed(x, digits);
      if (reaches.every((reach) => reach(x) === reach(Number(text)))) return text;
    }
    return fixed(x, MOST_DIGITS);
  }

  // A strength as it is written.
  const strength = (way, x, digits = 2) => written(x, [
    (y) => y >= way.accepted - (way.rounding ?? 0), ...(way.worlds ? [] : [(y) => y <= way.rejected]),
  ], digits);

  // Of 100 worlds: how many it stands in, is defeated in, and is open in; as argmap.analysis.rounding says it.
  function ofHundred(way, stands, lost) {
    const defeats = (share) => share >= way.defeated - way.rounding;
    for (let digits = 2; ; digits++) {
      const text = strength(way, stands, digits), places = text.length - 4, unit = 100 * 10 ** places;
      const first = Math.round(Number(text) * unit);
      const [gone, left] = shared(unit - first, lost * unit, Math.max(0, 1 - stands - lost) * unit);
      if (digits === MOST_DIGITS || defeats(gone / unit) === defeats(lost)) {
        return [first, gone, left].map((count) => fixed(count / 10 ** places, count % 10 ** places ? places : 0));
      }
    }
  }

  // Two whole numbers that add up to `whole`, near two shares of it: each rounded down, what is left to the larger rest.
  function shared(whole, one, other) {
    const low = Math.floor(one), high = Math.floor(other), more = whole - low - high;
    if (more < 1) return [low, high + more];
    return more > 1 || one - low >= other - high ? [low + 1, high + more - 1] : [low, high + 1];
  }

  return { of, fixed, strength, ofHundred };
})();
