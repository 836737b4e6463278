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
  h("div", { className: "bar" }, h("div", { className: "fill" }), h("div", { className: "tick" })),
  h("span", { className: "number" }));

function fillMeter(inside, at) {
  const strength = now.strengths[at];
  inside.querySelector(".fill").style.width = `${100 * strength}%`;
  inside.querySelector(".tick").style.left = `${100 * state.base[at]}%`;
  inside.querySelector(".number").textContent = fixed(strength);
}

// The numbers of a card again, where they are others.
function refill(made, at) {
  const told = `${now.strengths[at]} ${first.strengths[at]} ${state.base[at]}`;
  if (made.told !== told) fill(made, at);
}

function fill(made, at) {
  const node = nodes[at], strength = now.strengths[at], was = first.strengths[at];
  made.told = `${strength} ${was} ${state.base[at]}`;
  fillMeter(made, at);
  made.classList.toggle("weak", strength < Rules.pale && at !== argument.main);
  made.classList.toggle("rejected", isRejected(at));
  made.classList.toggle("lit", state.lit.has(at));
  made.classList.toggle("dim", state.lit.size > 0 && !state.lit.has(at));
  made.setAttribute("aria-selected", at === state.selected);
  made.tabIndex = at === state.selected ? 0 : -1;
  const marks = [];
  if (differ(strength, was)) marks.push(h("span", {}, `was ${fixed(was)}`));
  if (verdict(strength) !== verdict(was)) marks.push(h("b", {}, verdict(strength)));
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
