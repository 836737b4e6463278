// The cards of the map.

const cards = new Map();

function card(at) {
  const node = nodes[at], main = at === argument.main;
  const kinds = ["card", node.kind, node.side, main && "main", node.implicit && "implicit"].filter(Boolean).join(" ");
  const place = node.implicit ? "" : node.source[0]?.at ?? "";
  const made = h("div", { className: kinds, role: "treeitem", tabIndex: -1, id: `card-${at}` },
    h("div", { className: "top" }, h("span", { className: "kind" }, main ? "main claim" : node.kind),
      node.voice !== "author" ? h("span", { className: "badge" }, node.voice) : "",
      h("span", { className: "id" }, node.id), place ? h("span", { className: "place" }, place) : ""),
    h("div", { className: "text", dir: "auto" }, ...unbroken(node.text)), meter(), h("div", { className: "marks" }));
  made.setAttribute("aria-level", tree.depth[at] + 1);
  const siblings = tree.parent[at] < 0 ? tree.roots : tree.children[tree.parent[at]];
  made.setAttribute("aria-setsize", siblings.length);
  made.setAttribute("aria-posinset", siblings.indexOf(at) + 1);
  const bears = steps.find((step) => step.sources.includes(at));
  made.prepend(h("span", { className: "sr" }, bears ? `${Rules.relations[bears.kind].verb}: ` : ""));
  if (tree.children[at].length) {
    const more = h("span", { className: "more", onclick: (event) => { event.stopPropagation(); CardMap.fold(at); } });
    more.setAttribute("aria-hidden", "true");
    made.append(more);
  }
  made.addEventListener("click", () => select(at, { focus: true, open: true }));
  made.addEventListener("dblclick", () => CardMap.fold(at));
  return made;
}

// The numbers of a card again, where they are others.
function refill(made, at) {
  if (made.told !== toldOf(at)) fill(made, at);
}

function fill(made, at) {
  made.told = toldOf(at);
  fillMeter(made.querySelector(".meter"), at);
  made.classList.toggle("weak", now.strengths[at] < Rules.pale && at !== argument.main);
  made.classList.toggle("turned", at === argument.main && verdict(now) !== verdict(first));
  made.classList.toggle("rejected", state.rejected.has(at));
  made.classList.toggle("unheard", !isHeard(at));
  made.classList.toggle("lit", state.lit.has(at));
  made.setAttribute("aria-selected", at === state.selected);
  made.tabIndex = at === state.selected ? 0 : -1;
  const open = nodes[at].unanswered ? [h("b", {}, "unanswered")] : [];
  made.querySelector(".marks").replaceChildren(...marks(at), ...open);
}

function fillMore(made, at, counts) {
  const more = made.querySelector(".more"), open = state.open.has(at);
  if (!more) return;
  made.setAttribute("aria-expanded", open);
  more.textContent = open ? "− fold" : `+ ${saidFolded(counts.get(at)) || "unfold"}`;
}

function below(at) {
  const found = [...tree.children[at]];
  for (const one of found) found.push(...tree.children[one]);
  return found;
}
