// The cards of the statements and the numbers on them.

const NAME = /((?<!\p{sc=Han})[（(「《“]?\p{sc=Han}{2,8}(?!\p{sc=Han})[）)」》”，。；：？！]?)/u;

// A text whose short Chinese runs, which are names mostly, stay on one line.
const unbroken = (text) => text.split(NAME).map((part, at) => at % 2 ? h("span", { className: "unbroken" }, part) : part);

function card(at) {
  const node = nodes[at], main = at === argument.main;
  const kinds = ["card", node.kind, node.side, main && "main", node.implicit && "implicit"].filter(Boolean).join(" ");
  const place = node.implicit ? "unstated" : node.source[0]?.at ?? "";
  const made = h("div", { className: kinds, role: "treeitem", tabIndex: -1, id: `card-${at}` },
    h("div", { className: "top" }, h("span", { className: "badge" }, main ? "main claim" : node.kind),
      node.voice !== "author" ? h("span", { className: "badge voice" }, node.voice) : "",
      h("span", { className: "id" }, node.id), place ? h("span", { className: "place" }, place) : ""),
    h("div", { className: "text" }, ...unbroken(node.text)), meter(),
    h("div", { className: "marks" }));
  made.setAttribute("aria-level", tree.depth[at] + 1);
  const siblings = tree.parent[at] < 0 ? tree.roots : tree.children[tree.parent[at]];
  made.setAttribute("aria-setsize", siblings.length);
  made.setAttribute("aria-posinset", siblings.indexOf(at) + 1);
  if (tree.children[at].length) {
    const more = h("span", { className: "more", onclick: (event) => { event.stopPropagation(); fold(at); } });
    more.setAttribute("aria-hidden", "true");
    made.append(more);
  }
  made.addEventListener("click", () => select(at, { focus: true }));
  made.addEventListener("dblclick", () => fold(at));
  return made;
}

const meter = () => h("div", { className: "meter" },
  h("div", { className: "bar" }, h("div", { className: "fill" }), h("div", { className: "lost" }),
    h("div", { className: "tick" })),
  h("span", { className: "number" }));

// Under possible worlds a bar has three parts: where it stands, where it is defeated, and the rest, where it is open.
function fillMeter(inside, at) {
  const strength = now.strengths[at], lost = way().worlds ? now.defeated[at] : 0;
  inside.querySelector(".fill").style.width = `${100 * strength}%`;
  Object.assign(inside.querySelector(".lost").style, { left: `${100 * strength}%`, width: `${100 * lost}%` });
  inside.querySelector(".tick").style.left = `${100 * now.base[at]}%`;
  inside.querySelector(".number").textContent = strengthOf(now, at);
  inside.title = way().worlds ? inHundred(at) : "";
}

function inHundred(at) {
  const [stands, lost, open] = hundred(now, at);
  return `stands in ${stands} of 100 worlds, defeated in ${lost}, open in ${open}`;
}

const toldOf = (at) => [
  now.strengths[at], now.defeated?.[at], first.strengths[at], first.defeated?.[at], now.base[at],
  state.rejected.has(at), state.granted.has(at), state.semantics, state.standpoint,
].join(" ");

// The numbers of a card again, where they are others.
function refill(made, at) {
  if (made.told !== toldOf(at)) fill(made, at);
}

function fill(made, at) {
  const node = nodes[at], strength = now.strengths[at], was = first.strengths[at], silent = !isHeard(at);
  made.told = toldOf(at);
  fillMeter(made.querySelector(".meter"), at);
  made.classList.toggle("weak", strength < Rules.pale && at !== argument.main);
  made.classList.toggle("rejected", state.rejected.has(at));
  made.classList.toggle("unheard", silent);
  made.classList.toggle("lit", state.lit.has(at));
  made.classList.toggle("dim", state.lit.size > 0 && !state.lit.has(at));
  made.setAttribute("aria-selected", at === state.selected);
  made.tabIndex = at === state.selected ? 0 : -1;
  const marks = [];
  if (silent) marks.push(h("span", {}, "not heard"));
  if (settledWord(at)) marks.push(h("b", {}, settledWord(at)));
  if (differ(strength, was)) marks.push(h("span", {}, `was ${strengthOf(first, at)}`));
  if (!silent && !settledWord(at) && verdict(now, at) !== verdict(first, at)) marks.push(h("b", {}, verdict(now, at)));
  if (node.unanswered) marks.push(h("b", {}, "unanswered"));
  made.querySelector(".marks").replaceChildren(...marks);
  const more = made.querySelector(".more"), open = state.open.has(at);
  if (more) {
    made.setAttribute("aria-expanded", open);
    more.textContent = open ? "− fold" : `+ ${hidden(at)}`;
  }
}

function hidden(at) {
  const all = below(at), pro = all.filter((one) => nodes[one].side === nodes[at].side).length;
  return [pro && `${pro} for`, all.length - pro && `${all.length - pro} against`].filter(Boolean).join(" · ");
}

function below(at) {
  const found = [...tree.children[at]];
  for (const one of found) found.push(...tree.children[one]);
  return found;
}
