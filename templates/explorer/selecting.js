// Selecting and lighting statements, with the pointer or the keys.

function select(at, { focus = false, tab = "statement", keep = false } = {}) {
  reveal(at);
  const before = cards.get(state.selected);
  state.selected = at;
  state.tab = tab;
  if (!keep) state.lit.clear();
  for (const [one, made] of cards) fill(made, one);
  before?.setAttribute("aria-selected", "false");
  if (focus) cards.get(at).focus({ preventScroll: true });
  into(at);
  about();
  remember();
}

function light(ids) {
  const { place, stepPlace } = argument;
  const places = (id) => place.has(id) ? [place.get(id)] : steps[stepPlace.get(id)]?.sources ?? [];
  state.lit = new Set(ids.flatMap(places));
  for (const at of state.lit) reveal(at);
  for (const [at, made] of cards) fill(made, at);
  const one = [...state.lit][0];
  if (one !== undefined) into(one);
}

const KEYS = {
  ArrowDown: (at) => order[order.indexOf(at) + 1],
  ArrowUp: (at) => order[order.indexOf(at) - 1],
  ArrowRight: (at) => {
    if (!tree.children[at].length) return undefined;
    return state.open.has(at) ? tree.children[at][0] : fold(at, true);
  },
  ArrowLeft: (at) => {
    if (state.open.has(at) && tree.children[at].length && at !== argument.main) return fold(at, false);
    return tree.parent[at] < 0 ? undefined : tree.parent[at];
  },
  Home: () => order[0],
  End: () => order.at(-1),
  Enter: () => { $("about").focus(); return null; },
  " ": (at) => fold(at),
  Delete: (at) => reject(at),
  "*": (at) => {
    const beside = at === argument.main ? order : tree.children[tree.parent[at]] ?? [];
    for (const one of beside) if (tree.children[one].length) state.open.add(one);
    layout();
  },
};

$("tree").addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = KEYS[event.key];
  let to;
  if (act) to = act(state.selected);
  else if (event.key.length === 1) {
    const from = order.indexOf(state.selected) + 1, said = event.key.toLowerCase();
    to = [...order.slice(from), ...order.slice(0, from)].find((at) => nodes[at].text.toLowerCase().startsWith(said));
  } else return;
  event.preventDefault();
  if (to === null) return;
  if (to !== undefined) select(to, { focus: true });
  else cards.get(state.selected)?.focus({ preventScroll: true });
});
