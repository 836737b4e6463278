// The map: where the cards stand, what is unfolded, which part is in sight.

const CardMap = (() => {
  const MOST = 1500, LEAST = 0.05, READABLE = 1;
  let order = [], boxes = new Map(), drawn = [], tall = "";

  function layout() {
    order = Tree.visible(tree, state.open);
    const keep = new Set(order);
    for (const [at, made] of cards) if (!keep.has(at)) { made.remove(); cards.delete(at); }
    for (const at of order) if (!cards.has(at)) cards.set(at, card(at));
    $("tree").replaceChildren(...order.map((at) => cards.get(at)));
    const counts = foldedBehind(order);
    for (const [at, made] of cards) {
      fill(made, at);
      fillMore(made, at, counts);
    }
    place();
  }

  function place() {
    const sizes = new Map(order.map((at) => [at, { width: cards.get(at).offsetWidth, height: cards.get(at).offsetHeight }]));
    tall = [...sizes.values()].map((one) => one.height).join(" ");
    boxes = Tree.place(tree, order, state.open, (at) => sizes.get(at));
    for (const [at, box] of boxes) {
      cards.get(at).style.left = `${box.x}px`;
      cards.get(at).style.top = `${box.y}px`;
    }
    drawn = Lines.draw($("lines"), argument, boxes, now.carried);
  }

  function refresh() {
    for (const [at, made] of cards) refill(made, at);
    Lines.thicken(drawn, now.carried);
  }

  // Cards that grew or shrank are placed again, so that none lies on another.
  function settle() {
    refresh();
    if (order.map((at) => cards.get(at).offsetHeight).join(" ") !== tall) steady(state.selected, place);
  }

  function move() {
    $("stage").style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
    $("toosmall").hidden = view.scale >= READABLE * 0.8;
  }

  const view = { x: 40, y: 40, scale: 1 };

  // Does something, and leaves a card where it is in the window.
  function steady(at, act) {
    const before = boxes.get(at);
    act();
    const after = boxes.get(at);
    if (before && after) {
      view.x += (before.x - after.x) * view.scale;
      view.y += (before.y - after.y) * view.scale;
    }
    move();
  }

  function fold(at, open = !state.open.has(at)) {
    if (!tree.children[at].length) return;
    if (open) state.open.add(at);
    else {
      state.open.delete(at);
      if (below(at).includes(state.selected)) select(at);
    }
    steady(at, layout);
  }

  function reveal(at) {
    let opened = false;
    for (let one = tree.parent[at]; one >= 0; one = tree.parent[one]) {
      if (!state.open.has(one)) { state.open.add(one); opened = true; }
    }
    if (opened) layout();
  }

  function into(at, { focus = false } = {}) {
    reveal(at);
    refresh();
    if (focus) cards.get(at).focus({ preventScroll: true });
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

  // Unfolds what leads to the lit statements and nothing else, and brings all of them into the window. Where they would be
  // too small to read there, the outline lists them.
  function light() {
    if (!state.lit.size) return refresh();
    state.open = new Set([argument.main]);
    for (const at of state.lit) for (let one = tree.parent[at]; one >= 0; one = tree.parent[one]) state.open.add(one);
    layout();
    const all = [...state.lit].map((at) => boxes.get(at)).filter(Boolean);
    const left = Math.min(...all.map((box) => box.x)), right = Math.max(...all.map((box) => box.x + box.width));
    const top = Math.min(...all.map((box) => box.y)), bottom = Math.max(...all.map((box) => box.y + box.height));
    const { clientWidth: wide, clientHeight: high } = $("map"), pad = 16;
    if (right - left + 2 * pad > wide || bottom - top + 2 * pad > high) {
      notice("They do not all fit into the window of the map: the outline lists them.");
      look("outline");
      return Outline.light();
    }
    view.scale = 1;
    view.x = (wide - left - right) / 2;
    view.y = (high - top - bottom) / 2;
    return move();
  }

  function zoom(by, x = $("map").clientWidth / 2, y = $("map").clientHeight / 2) {
    const scale = Math.min(2.5, Math.max(LEAST, view.scale * by));
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

  function fits() {
    const { wide, high } = extent(), { clientWidth, clientHeight } = $("map");
    return wide <= clientWidth && high <= clientHeight;
  }

  function fit(least = LEAST) {
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
    fit(READABLE);
  }

  function unfold() {
    if (nodes.length > MOST) return notice(`A map of ${nodes.length} cards cannot be read: the outline shows all of them.`);
    nodes.forEach((_, one) => tree.children[one].length && state.open.add(one));
    layout();
    return fit(READABLE);
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
    Enter: () => { openPanel(); return null; },
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
    else if (/^[\p{L}\p{N}]$/u.test(event.key)) {
      const from = order.indexOf(state.selected) + 1, said = event.key.toLowerCase();
      to = [...order.slice(from), ...order.slice(0, from)].find((at) => nodes[at].text.toLowerCase().startsWith(said));
    } else return;
    event.preventDefault();
    if (to === null) return;
    if (to !== undefined) select(to, { focus: true });
    else cards.get(state.selected)?.focus({ preventScroll: true });
  });

  return { layout, refresh, settle, into, light, fold, zoom, fit, fits, overview, unfold, move, view };
})();
