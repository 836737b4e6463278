// The map: where the cards stand, what is unfolded, which part is in sight.

function layout() {
  order = Tree.visible(tree, state.open);
  const keep = new Set(order);
  for (const [at, made] of cards) if (!keep.has(at)) { made.remove(); cards.delete(at); }
  const fresh = order.filter((at) => !cards.has(at));
  for (const at of fresh) cards.set(at, card(at));
  $("tree").replaceChildren(...order.map((at) => cards.get(at)));
  for (const [at, made] of cards) fill(made, at);
  const sizes = new Map(order.map((at) => [at, { width: cards.get(at).offsetWidth, height: cards.get(at).offsetHeight }]));
  boxes = Tree.place(tree, order, state.open, (at) => sizes.get(at));
  for (const [at, box] of boxes) {
    cards.get(at).style.left = `${box.x}px`;
    cards.get(at).style.top = `${box.y}px`;
  }
  drawn = Lines.draw($("lines"), argument, boxes, now.carried);
}

function move() {
  $("stage").style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
}

function fold(at, open = !state.open.has(at)) {
  if (!tree.children[at].length) return;
  const before = boxes.get(at);
  if (open) state.open.add(at);
  else {
    state.open.delete(at);
    if (below(at).includes(state.selected)) select(at);
  }
  layout();
  const after = boxes.get(at);
  if (before && after) view.y += (before.y - after.y) * view.scale;
  move();
}

function reveal(at) {
  let changed = false;
  for (let one = tree.parent[at]; one >= 0; one = tree.parent[one]) {
    if (!state.open.has(one)) { state.open.add(one); changed = true; }
  }
  if (changed) layout();
}

function into(at) {
  const box = boxes.get(at), { clientWidth: wide, clientHeight: high } = $("map"), edge = 30;
  if (!box) return;
  const left = box.x * view.scale + view.x, top = box.y * view.scale + view.y;
  const right = left + box.width * view.scale, bottom = top + box.height * view.scale;
  if (right > wide - edge) view.x -= right - wide + edge;
  if (left < edge) view.x += edge - left;
  if (bottom > high - edge) view.y -= bottom - high + edge;
  if (top < edge) view.y += edge - top;
  move();
}

function zoom(by, x = $("map").clientWidth / 2, y = $("map").clientHeight / 2) {
  const scale = Math.min(2.5, Math.max(0.05, view.scale * by));
  view.x = x - ((x - view.x) * scale) / view.scale;
  view.y = y - ((y - view.y) * scale) / view.scale;
  view.scale = scale;
  move();
}

function extent() {
  let wide = 0, high = 0;
  for (const box of boxes.values()) {
    wide = Math.max(wide, box.x + box.width + 90);
    high = Math.max(high, box.y + box.height);
  }
  return { wide, high };
}

function fit(least = 0) {
  const { clientWidth, clientHeight } = $("map"), { wide, high } = extent(), pad = 24;
  const scale = Math.min(1, (clientWidth - 2 * pad) / wide, (clientHeight - 2 * pad) / high);
  view.scale = Math.max(scale, least);
  view.x = Math.max(pad, (clientWidth - wide * view.scale) / 2);
  const box = boxes.get(argument.main), room = clientHeight - 2 * pad - high * view.scale;
  const centred = clientHeight / 2 - (box.y + box.height / 2) * view.scale;
  view.y = room >= 0 ? pad + room / 2 : Math.min(pad, Math.max(pad + room, centred));
  move();
}

function overview() {
  state.open = new Set([argument.main]);
  state.lit.clear();
  select(argument.main);
  layout();
  fit(0.75);
}
