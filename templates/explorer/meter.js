// Bars: under possible worlds of three parts, where a statement stands, where it is defeated, and the rest, where it is open.

const meter = () => h("div", { className: "meter" },
  h("div", { className: "bar" }, h("div", { className: "fill" }), h("div", { className: "lost" }),
    h("div", { className: "tick" }), h("div", { className: "ghost" })),
  h("span", { className: "number" }));

function fillMeter(inside, at) {
  const [bar, number] = inside.children, [fill, lost, tick, ghost] = bar.children;
  const strength = now.strengths[at], gone = now.way.worlds ? now.defeated[at] : 0, was = first.strengths[at];
  fill.style.width = `${100 * strength}%`;
  lost.style.left = `${100 * strength}%`;
  lost.style.width = `${100 * gone}%`;
  tick.style.left = `${100 * now.base[at]}%`;
  ghost.style.left = `${100 * was}%`;
  ghost.hidden = !differ(strength, was);
  number.textContent = strengthOf(now, at);
  inside.title = now.way.worlds ? `${inHundred(at)}; chance of its own ${fixed(now.base[at])}` : `base score ${fixed(now.base[at])}`;
}

function inHundred(at) {
  const [stands, lost, open] = hundred(now, at);
  return `stands in ${stands} of 100 worlds, defeated in ${lost}, open in ${open}`;
}

// All that the drawing of a statement depends on.
const toldOf = (at) => [
  now.strengths[at], now.defeated?.[at], first.strengths[at], first.defeated?.[at], now.base[at], isHeard(at),
  state.rejected.has(at), state.granted.has(at), state.lit.has(at), state.semantics, at === state.selected, Hinges.loss(at),
  Hinges.turns(at),
].join(" ");

// What has become of a statement, in small words.
function marks(at) {
  const said = [], silent = !isHeard(at);
  if (silent) said.push(h("span", {}, "not heard"));
  if (settledWord(at)) said.push(h("b", {}, settledWord(at)));
  if (differ(now.strengths[at], first.strengths[at])) said.push(h("span", {}, `was ${strengthOf(first, at)}`));
  if (!silent && !settledWord(at) && verdict(now, at) !== verdict(first, at)) said.push(h("b", {}, `now ${verdict(now, at)}`));
  return said;
}

function pill(loss) {
  if (!Hinges.telling(loss)) return "";
  return h("span", { className: `pill ${loss > 0 ? "pro" : "con"}`, title: "What the main claim loses without it" },
    `${loss > 0 ? "+" : "−"}${fixed(Math.abs(loss))}`);
}

function badges(at) {
  const node = nodes[at];
  return [
    Hinges.turns(at) && ["turns", "turns the verdict"], node.unanswered && ["open", "unanswered"],
    node.implicit && ["", "unstated"], node.voice !== "author" && ["", node.voice], node.role && ["", node.role],
  ].filter(Boolean).map(([kind, said]) => h("span", { className: `badge ${kind}` }, said));
}
