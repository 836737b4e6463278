"use strict";
// The page: what is unfolded, selected and changed; every number on it comes from Evaluator.

(() => {
  const page = JSON.parse(document.getElementById("argument").textContent);
  const argument = read(page);
  const { nodes, steps } = argument;
  const tree = Tree.grow(argument);
  const graph = Evaluator.prepare({ nodes: nodes.length, steps });
  const $ = (id) => document.getElementById(id);
  const fixed = (x) => x.toFixed(2);
  const state = {
    semantics: page.semantics, base: Float64Array.from(page.base), weights: Float64Array.from(page.weights),
    open: new Set(), selected: argument.main, tab: "statement", lit: new Set(), theme: "",
  };
  let first, now, order = [], boxes = new Map(), drawn = [], view = { x: 40, y: 40, scale: 1 };
  const cards = new Map();

  function read({ map, sides, unanswered }) {
    const place = new Map(map.nodes.map((node, at) => [node.id, at]));
    const stepPlace = new Map(map.relations.map((step, at) => [step.id, at]));
    const relations = map.relations.map((step) => ({
      ...step,
      sources: step.sources.map((id) => place.get(id)),
      target: step.kind === "undercut" ? stepPlace.get(step.target) : place.get(step.target),
    }));
    const open = new Set(unanswered);
    return {
      nodes: map.nodes.map((node, at) => ({ voice: "author", source: [], ...node, side: sides[at], unanswered: open.has(node.id) })),
      steps: relations,
      cut: new Set(relations.filter((step) => step.kind === "undercut").map((step) => step.target)),
      main: place.get(map.conclusion), place, stepPlace,
    };
  }

  function h(tag, properties = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (name in made && name !== "list") made[name] = value;
      else made.setAttribute(name, value);
    }
    made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
    return made;
  }

  // ---- numbers

  const evaluate = (base, weights) => Evaluator.evaluate(graph, base, weights, state.semantics, page.linked);
  const verdict = (x) => (x >= page.accepted ? "accepted" : x <= page.rejected ? "rejected" : "undecided");
  const changedBase = () => nodes.map((_, at) => at).filter((at) => state.base[at] !== page.base[at]);
  const changedWeights = () => steps.map((_, at) => at).filter((at) => state.weights[at] !== page.weights[at]);

  function update() {
    now = evaluate(state.base, state.weights);
    for (const [at, card] of cards) refill(card, at);
    Lines.thicken(drawn, now.carried);
    const strength = now.strengths[argument.main], was = first.strengths[argument.main];
    const turned = nodes.map((_, at) => at).filter((at) => verdict(now.strengths[at]) !== verdict(first.strengths[at]));
    const said = now.status === "not settled" ? "does not settle" : verdict(strength);
    $("verdict").replaceChildren(`${fixed(strength)} ${said}`,
      Math.abs(strength - was) > 0.0049 ? h("small", {}, ` was ${fixed(was)} ${verdict(was)}`) : "",
      turned.length ? h("small", {}, ` · ${turned.length} turned`) : "");
    argument.turned = turned;
    remember();
  }

  function restart() {
    first = evaluate(page.base, page.weights);
    update();
    about();
  }

  let waiting = 0;
  function soon() {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => { update(); live(); });
  }

  // ---- cards

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
    h("div", { className: "bar" }, h("div", { className: "fill" }), h("div", { className: "tick" })), h("span", { className: "number" }));

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
    made.classList.toggle("weak", strength < 0.3 && at !== argument.main);
    made.classList.toggle("rejected", state.base[at] === 0 && page.base[at] !== 0);
    made.classList.toggle("lit", state.lit.has(at));
    made.classList.toggle("dim", state.lit.size > 0 && !state.lit.has(at));
    made.setAttribute("aria-selected", at === state.selected);
    made.tabIndex = at === state.selected ? 0 : -1;
    const marks = [];
    if (Math.abs(strength - was) > 0.0049) marks.push(h("span", {}, `was ${fixed(was)}`));
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

  // ---- the map

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
    view.y = room >= 0 ? pad + room / 2 : Math.min(pad, Math.max(pad + room, clientHeight / 2 - (box.y + box.height / 2) * view.scale));
    move();
  }

  function overview() {
    state.open = new Set([argument.main]);
    state.lit.clear();
    select(argument.main);
    layout();
    fit(0.75);
  }

  // ---- selecting

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
    state.lit = new Set(ids.flatMap((id) => argument.place.has(id) ? [argument.place.get(id)] : steps[argument.stepPlace.get(id)]?.sources ?? []));
    for (const at of state.lit) reveal(at);
    for (const [at, made] of cards) fill(made, at);
    const one = [...state.lit][0];
    if (one !== undefined) into(one);
  }

  const KEYS = {
    ArrowDown: (at) => order[order.indexOf(at) + 1],
    ArrowUp: (at) => order[order.indexOf(at) - 1],
    ArrowRight: (at) => (!tree.children[at].length ? undefined : state.open.has(at) ? tree.children[at][0] : fold(at, true)),
    ArrowLeft: (at) => (state.open.has(at) && tree.children[at].length && at !== argument.main ? fold(at, false) : tree.parent[at] < 0 ? undefined : tree.parent[at]),
    Home: () => order[0],
    End: () => order.at(-1),
    Enter: () => { $("about").focus(); return null; },
    " ": (at) => fold(at),
    Delete: (at) => reject(at),
    "*": (at) => { for (const one of at === argument.main ? order : tree.children[tree.parent[at]] ?? []) if (tree.children[one].length) state.open.add(one); layout(); },
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

  // ---- the panel

  const TABS = { statement: "Statement", changes: "What if", overturn: "Overturn", unanswered: "Unanswered", tensions: "Tensions" };

  function about() {
    $("tabs").replaceChildren(...Object.entries(TABS).map(([name, said]) =>
      h("button", { id: `tab-${name}`, role: "tab", tabIndex: name === state.tab ? 0 : -1, "aria-selected": name === state.tab, "aria-controls": "about",
        onclick: () => { state.tab = name; state.lit.clear(); update(); about(); } }, said)));
    $("about").setAttribute("aria-labelledby", `tab-${state.tab}`);
    const heading = state.tab === "statement" ? [] : [h("h2", {}, TABS[state.tab])];
    $("about").replaceChildren(...heading, ...PANELS[state.tab]().flat().filter(Boolean));
    $("about").scrollTop = 0;
  }

  $("tabs").addEventListener("keydown", (event) => {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!way) return;
    const names = Object.keys(TABS);
    state.tab = names[(names.indexOf(state.tab) + way + names.length) % names.length];
    about();
    $(`tab-${state.tab}`).focus();
  });

  const go = (at, said = nodes[at].id) => h("button", { className: "link", onclick: () => select(at, { focus: true }) }, said);
  const named = (id) => argument.place.has(id) ? go(argument.place.get(id)) : h("span", {}, `the step ${id}`);

  let live = () => {};

  const PANELS = {
    statement: () => {
      const at = state.selected, node = nodes[at];
      const big = h("span", { className: "big" }), was = h("span", { className: "muted" }), sums = h("code"), effect = h("div");
      const slider = h("input", { type: "range", min: 0, max: 1, step: 0.01, value: state.base[at], id: "base",
        oninput: () => { state.base[at] = Number(slider.value); soon(); } });
      const rejected = h("button", { onclick: () => reject(at) });
      live = () => {
        big.textContent = fixed(now.strengths[at]);
        was.textContent = ` ${verdict(now.strengths[at])}${Math.abs(now.strengths[at] - first.strengths[at]) > 0.0049 ? `, was ${fixed(first.strengths[at])}` : ""}`;
        slider.value = state.base[at];
        label.textContent = `Base score ${fixed(state.base[at])}${state.base[at] !== page.base[at] ? ` (the map says ${fixed(page.base[at])})` : ""}`;
        rejected.textContent = state.base[at] === 0 && page.base[at] !== 0 ? "Restore" : "Reject";
        sums.textContent = arithmetic(at);
        effect.replaceChildren(...bearing(at));
        for (const row of rows) row();
      };
      const label = h("span"), rows = [];
      const bears = steps.flatMap((step, number) => step.kind !== "undercut" && step.target === at ? [stepRow(number, rows)] : []);
      const uses = steps.flatMap((step, number) => step.sources.includes(at) ? [h("li", { className: step.kind }, `${step.kind} → `, step.kind === "undercut" ? h("span", {}, `the step ${steps[step.target].id}`) : go(step.target))] : []);
      const parts = [
        h("p", { className: `muted ${node.side}` }, h("span", { className: "badge" }, node.kind), " ", node.voice !== "author" ? h("span", { className: "badge voice" }, node.voice) : "",
          ` ${node.id}`, node.implicit ? " · unstated" : "", node.unanswered ? " · unanswered" : ""),
        h("h2", {}, ...unbroken(node.text)), h("p", {}, big, was),
        h("label", { htmlFor: "base" }, label), slider,
        h("div", { className: "row" }, rejected, h("button", { onclick: () => { state.base[at] = page.base[at]; soon(); } }, "As in the map")),
        ...node.source.map((anchor) => h("blockquote", {}, anchor.quote ? `“${anchor.quote}” ` : "", h("small", {}, anchor.at))),
        node.note ? h("p", {}, node.note) : "",
        h("h3", {}, at === argument.main ? "What turns it" : "What it does to the verdict"), effect,
        bears.length ? h("h3", {}, "What bears on it") : "", bears.length ? h("ul", {}, ...bears) : "",
        uses.length ? h("h3", {}, "What it bears on") : "", uses.length ? h("ul", {}, ...uses) : "",
        h("h3", {}, "The arithmetic"), sums,
      ];
      live();
      return parts.filter((part) => part !== "");
    },
    changes: () => {
      live = () => { if (state.tab === "changes") about(); };
      const moved = changedBase(), weighed = changedWeights();
      if (!moved.length && !weighed.length) return [h("p", {}, "Nothing is changed. Move a base score or a weight, or reject a statement, and see here what turns.")];
      return [
        h("h3", {}, "Changed"),
        h("ul", {}, ...moved.map((at) => h("li", { className: nodes[at].side }, go(at), ` ${fixed(page.base[at])} → ${fixed(state.base[at])} `)),
          ...weighed.map((at) => h("li", { className: steps[at].kind }, `the weight of ${steps[at].id} ${fixed(page.weights[at])} → ${fixed(state.weights[at])}`))),
        h("h3", {}, argument.turned.length ? "Turned" : "No verdict turned"),
        h("ul", {}, ...argument.turned.map((at) => h("li", { className: nodes[at].side }, go(at), ` ${verdict(first.strengths[at])} → ${verdict(now.strengths[at])} (${fixed(first.strengths[at])} → ${fixed(now.strengths[at])})`))),
        h("div", { className: "row" }, h("button", { onclick: reset }, "Reset")),
      ];
    },
    overturn: () => {
      live = () => {};
      const sets = page.sets.map((one) => h("li", {},
        h("button", { className: "link", onclick: () => light(one.ids) }, `Without ${one.ids.join(" and ")}`), ` it is ${one.verdict}. `,
        h("button", { onclick: () => { for (const id of one.ids) state.base[argument.place.get(id)] = 0; update(); light(one.ids); } }, "Try")));
      return [h("p", {}, `What would turn the verdict, as evaluated with ${page.semantics}: the smallest sets of statements to reject.`),
        sets.length ? h("ul", {}, ...sets) : h("p", {}, page.never ? "Nothing: no set of rejections turns it." : "No small set of rejections turns it.")];
    },
    unanswered: () => {
      live = () => {};
      const found = nodes.map((_, at) => at).filter((at) => nodes[at].unanswered);
      return [h("p", {}, found.length ? "Counterevidence that nothing in the map answers." : "Everything is answered."),
        found.length ? h("div", { className: "row" }, h("button", { onclick: () => light(found.map((at) => nodes[at].id)) }, "Show all on the map")) : "",
        h("ul", {}, ...found.map((at) => h("li", { className: "con" }, go(at), h("p", {}, nodes[at].text))))].filter(Boolean);
    },
    tensions: () => {
      live = () => {};
      const found = page.map.tensions ?? [];
      return [h("p", {}, found.length ? "Where the text pulls against itself." : "No tensions are listed."),
        h("ul", {}, ...found.map((one) => h("li", {}, named(one.between[0]), " against ", named(one.between[1]), h("p", {}, one.why ?? "", one.by && one.by !== "author" ? h("small", {}, ` (${one.by})`) : ""),
          h("button", { onclick: () => light(one.between) }, "Show on the map"))))];
    },
  };

  function stepRow(number, rows) {
    const step = steps[number], said = h("span"), slider = h("input", { type: "range", min: 0, max: 1, step: 0.01, value: state.weights[number],
      "aria-label": `Weight of ${step.id}`, oninput: () => { state.weights[number] = Number(slider.value); soon(); } });
    const weight = h("small");
    rows.push(() => {
      said.textContent = ` ${step.kind === "support" ? "+" : "−"}${fixed(now.carried[number])} `;
      slider.value = state.weights[number];
      weight.textContent = `weight ${fixed(state.weights[number])}${state.weights[number] !== page.weights[number] ? ` (the map says ${fixed(page.weights[number])})` : ""}`;
    });
    const undercuts = steps.flatMap((one, at) => one.kind === "undercut" && one.target === number ? [stepRow(at, rows)] : []);
    return h("li", { className: step.kind }, h("b", {}, step.kind, said), ...step.sources.flatMap((at, place) => [place ? " & " : "", go(at)]),
      step.why ? h("p", {}, step.why) : "", step.by && step.by !== "author" ? h("small", {}, `drawn by the ${step.by} · `) : "", weight, slider,
      undercuts.length ? h("ul", {}, ...undercuts) : "");
  }

  function arithmetic(at) {
    const lines = [];
    const factor = (number) => {
      const step = steps[number], members = step.sources.map((one) => `${nodes[one].id} ${fixed(now.strengths[one])}`);
      const joined = members.length > 1 ? `${page.linked}(${members.join(", ")})` : members[0];
      const cuts = steps.flatMap((one, place) => one.kind === "undercut" && one.target === number ? [` × (1 − ${fixed(now.carried[place])})`] : []);
      return `${fixed(now.carried[number])} = ${fixed(state.weights[number])}${cuts.join("")} × ${joined}`;
    };
    steps.forEach((step, number) => {
      if (step.kind !== "undercut" && step.target === at) lines.push(`${step.kind === "support" ? "+" : "−"} ${factor(number)}`);
    });
    const formula = page.formulas[state.semantics];
    lines.push(`w = ${fixed(state.base[at])} (base score)`, lines.length > 1 ? `strength = ${formula}` : "nothing bears on it: strength = w", `= ${now.strengths[at].toFixed(4)}`);
    return lines.join("\n");
  }

  // What a statement does to the verdict: without it, and the base score at which the verdict turns.
  function bearing(at) {
    if (at === argument.main && !steps.some((step) => step.target === at)) return [];
    const main = argument.main, of = (x) => {
      const base = Float64Array.from(state.base);
      base[at] = x;
      return evaluate(base, state.weights).strengths[main];
    };
    const parts = [];
    if (at !== main) {
      const weights = Float64Array.from(state.weights);
      steps.forEach((step, number) => { if (step.sources.includes(at) || (step.kind !== "undercut" && step.target === at)) weights[number] = 0; });
      const without = evaluate(state.base, weights).strengths[main];
      const by = now.strengths[main] - without;
      parts.push(h("p", {}, `Taken out of the map, the conclusion is at ${fixed(without)} ${verdict(without)}: it contributes ${by < 0 ? "−" : "+"}${Math.abs(by).toFixed(3)}.`));
    }
    const here = state.base[at], target = verdict(now.strengths[main]);
    const turns = [0, 1].flatMap((end) => {
      let near = here, far = null;
      for (let part = 1; part <= 16 && far === null; part++) {
        const x = here + ((end - here) * part) / 16;
        if (verdict(of(x)) !== target) far = x; else near = x;
      }
      if (far === null) return [];
      for (let round = 0; round < 20; round++) {
        const middle = (near + far) / 2;
        if (verdict(of(middle)) !== target) far = middle; else near = middle;
      }
      return [{ x: far, side: end ? "or above" : "or below", to: verdict(of(far)) }];
    });
    parts.push(turns.length
      ? h("p", {}, ...turns.map(({ x, side, to }) => `At a base score of ${fixed(x)} ${side} the conclusion is ${to}. `))
      : h("p", {}, "No base score of it alone turns the verdict."));
    return parts;
  }

  // ---- changing and sharing

  function reject(at) {
    state.base[at] = state.base[at] === 0 && page.base[at] !== 0 ? page.base[at] : 0;
    update();
    live();
  }

  function reset() {
    state.base.set(page.base);
    state.weights.set(page.weights);
    state.lit.clear();
    state.semantics = page.semantics;
    $("semantics").value = page.semantics;
    restart();
  }

  function changedMap() {
    const map = structuredClone(page.map);
    for (const at of changedBase()) map.nodes[at].strength = Number(state.base[at].toFixed(4));
    for (const at of changedWeights()) map.relations[at].weight = Number(state.weights[at].toFixed(4));
    return JSON.stringify(map, null, 2) + "\n";
  }

  async function copy() {
    const text = changedMap();
    try {
      await navigator.clipboard.writeText(text);
      notice("Copied: the map as .argmap.json. argmap convert turns it into YAML.");
    } catch {
      const area = h("textarea", { value: text, rows: 12, cols: 60, readOnly: true, "aria-label": "The map as .argmap.json" });
      notice("Copy this text:", area);
      area.select();
    }
  }

  let noticed = 0;
  function notice(...said) {
    clearTimeout(noticed);
    $("notice").replaceChildren(...said);
    $("notice").hidden = false;
    if (said.length === 1) noticed = setTimeout(() => ($("notice").hidden = true), 6000);
  }

  function remember() {
    const parts = new URLSearchParams();
    if (state.semantics !== page.semantics) parts.set("s", state.semantics);
    const base = changedBase().map((at) => `${nodes[at].id}:${+state.base[at].toFixed(4)}`);
    const weights = changedWeights().map((at) => `${steps[at].id}:${+state.weights[at].toFixed(4)}`);
    if (base.length) parts.set("b", base.join(","));
    if (weights.length) parts.set("w", weights.join(","));
    if (state.selected !== argument.main) parts.set("at", nodes[state.selected].id);
    const said = parts.toString();
    if (said === location.hash.slice(1)) return;
    try { history.replaceState(null, "", said ? `#${said}` : "#"); } catch { /* a frame without an address */ }
  }

  function recall() {
    const parts = new URLSearchParams(location.hash.slice(1));
    const take = (text, places, into) => {
      for (const one of (text ?? "").split(",")) {
        const cut = one.lastIndexOf(":"), at = places.get(one.slice(0, cut)), x = Number(one.slice(cut + 1));
        if (at !== undefined && cut > 0 && x >= 0 && x <= 1) into[at] = x;
      }
    };
    state.base.set(page.base);
    state.weights.set(page.weights);
    state.semantics = Object.hasOwn(page.formulas, parts.get("s")) ? parts.get("s") : page.semantics;
    take(parts.get("b"), argument.place, state.base);
    take(parts.get("w"), argument.stepPlace, state.weights);
    $("semantics").value = state.semantics;
    return argument.place.get(parts.get("at")) ?? argument.main;
  }

  // ---- searching

  let found = [], at = 0;
  function search() {
    const said = $("search").value.trim().toLowerCase();
    found = said ? nodes.map((_, one) => one).filter((one) => `${nodes[one].id} ${nodes[one].text} ${nodes[one].note ?? ""}`.toLowerCase().includes(said)) : [];
    at = 0;
    listed();
    state.lit = new Set(found);
    for (const [one, made] of cards) fill(made, one);
  }
  function listed() {
    const shown = found.slice(0, 30);
    $("found").hidden = !$("search").value.trim();
    $("search").setAttribute("aria-expanded", !$("found").hidden);
    $("found").replaceChildren(...(shown.length ? shown.map((one, place) => {
      const item = h("li", { id: `found-${place}`, role: "option", onmousedown: (event) => { event.preventDefault(); choose(one); } }, `${nodes[one].id}: ${nodes[one].text}`);
      item.setAttribute("aria-selected", place === at);
      return item;
    }) : [h("li", { role: "option", "aria-selected": "false", "aria-disabled": "true" }, "Nothing found")]));
    if (shown.length) $("search").setAttribute("aria-activedescendant", `found-${at}`);
    else $("search").removeAttribute("aria-activedescendant");
    $("found").querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }
  function choose(one) {
    $("search").value = "";
    search();
    select(one, { focus: true });
  }
  $("search").addEventListener("input", search);
  $("search").addEventListener("blur", () => { $("found").hidden = true; $("search").setAttribute("aria-expanded", "false"); });
  $("search").addEventListener("keydown", (event) => {
    const most = Math.min(found.length, 30);
    if (event.key === "Enter" && most) choose(found[at]);
    else if (event.key === "ArrowDown" && most) at = (at + 1) % most;
    else if (event.key === "ArrowUp" && most) at = (at + most - 1) % most;
    else if (event.key === "Escape") { $("search").value = ""; search(); return; }
    else return;
    event.preventDefault();
    if (event.key !== "Enter") listed();
  });

  // ---- moving the map

  const held = new Map();
  let moved = false;
  $("map").addEventListener("pointerdown", (event) => {
    if (event.button) return;
    if (!held.size) moved = false;
    held.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  addEventListener("pointermove", (event) => {
    const last = held.get(event.pointerId);
    if (!last) return;
    const others = [...held.entries()].filter(([id]) => id !== event.pointerId).map(([, one]) => one);
    const here = { x: event.clientX, y: event.clientY };
    if (others.length) {
      const [other] = others, edge = $("map").getBoundingClientRect();
      const far = (one) => Math.hypot(one.x - other.x, one.y - other.y);
      if (far(last) > 0) zoom(far(here) / far(last), (here.x + other.x) / 2 - edge.left, (here.y + other.y) / 2 - edge.top);
    } else if (moved || Math.hypot(here.x - last.x, here.y - last.y) > 4) {
      moved = true;
      $("map").classList.add("held");
      view.x += here.x - last.x;
      view.y += here.y - last.y;
      move();
    } else return;
    held.set(event.pointerId, here);
  });
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, (event) => { held.delete(event.pointerId); $("map").classList.remove("held"); });
  $("map").addEventListener("click", (event) => { if (moved) { event.stopPropagation(); moved = false; } }, true);
  $("map").addEventListener("wheel", (event) => {
    event.preventDefault();
    const edge = $("map").getBoundingClientRect();
    if (event.ctrlKey || event.metaKey) zoom(Math.exp(-event.deltaY / 300), event.clientX - edge.left, event.clientY - edge.top);
    else { view.x -= event.shiftKey ? event.deltaY : event.deltaX; view.y -= event.shiftKey ? 0 : event.deltaY; move(); }
  }, { passive: false });
  $("map").addEventListener("scroll", () => { $("map").scrollTo(0, 0); });

  // ---- tools

  $("overview").addEventListener("click", overview);
  $("unfold").addEventListener("click", () => { nodes.forEach((_, one) => tree.children[one].length && state.open.add(one)); layout(); fit(0.5); });
  $("fit").addEventListener("click", () => fit());
  $("smaller").addEventListener("click", () => zoom(1 / 1.25));
  $("larger").addEventListener("click", () => zoom(1.25));
  $("reset").addEventListener("click", reset);
  $("copy").addEventListener("click", copy);
  $("theme").addEventListener("click", () => {
    const dark = getComputedStyle(document.documentElement).getPropertyValue("--dark").trim() === "1";
    document.documentElement.dataset.theme = dark ? "light" : "dark";
  });
  $("semantics").replaceChildren(...Object.keys(page.formulas).map((name) => h("option", { value: name }, name)));
  $("semantics").addEventListener("change", () => { state.semantics = $("semantics").value; restart(); });
  addEventListener("hashchange", () => { const one = recall(); restart(); select(one); });
  addEventListener("keydown", (event) => { if (event.key === "Escape" && !$("notice").hidden) $("notice").hidden = true; });

  // ---- the outline, for screen readers and paper

  function outline() {
    const written = new Set(), list = (at) => {
      const node = nodes[at];
      if (written.has(at)) return h("li", {}, `${node.id}, written out elsewhere`);
      written.add(at);
      const inside = steps.flatMap((step, number) => (step.kind !== "undercut" && step.target === at ? [stepItem(number)] : []));
      return h("li", {}, `${node.kind}${node.voice !== "author" ? `, ${node.voice}` : ""}: ${node.text} (${fixed(first.strengths[at])}${node.unanswered ? ", unanswered" : ""})`,
        inside.length ? h("ul", {}, ...inside) : "");
    };
    const stepItem = (number) => {
      const step = steps[number], cuts = steps.flatMap((one, place) => (one.kind === "undercut" && one.target === number ? [stepItem(place)] : []));
      return h("li", {}, `${step.kind}${step.sources.length > 1 ? ", linked" : ""}, carries ${fixed(first.carried[number])}`, h("ul", {}, ...step.sources.map(list), ...cuts));
    };
    const parts = [list(argument.main)];
    nodes.forEach((_, one) => { if (!written.has(one) && !steps.some((step) => step.sources.includes(one))) parts.push(list(one)); });
    nodes.forEach((_, one) => { if (!written.has(one)) parts.push(list(one)); });
    $("outline").replaceChildren(h("h2", {}, "The whole argument"), h("ul", {}, ...parts));
  }

  const start = recall();
  first = evaluate(page.base, page.weights);
  now = evaluate(state.base, state.weights);
  outline();
  overview();
  update();
  if (start !== argument.main) select(start);
  window.explorer = { state, changedMap, strengths: () => now.strengths, evaluate, graph };
})();
