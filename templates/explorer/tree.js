// What hangs on what, and where it stands: a tidy tree in columns, the main claim at the left.

const Tree = (() => {
  const { column: GAP, row: ROW } = Rules.gap;

  // Each statement hangs on the nearest one that it bears on; what undercuts a step hangs where the step leads to.
  function grow(argument) {
    const { nodes, steps, main } = argument;
    const hanging = nodes.map(() => []);
    const onStep = ({ kind }) => Rules.relations[kind].onto === "step";
    const targetOf = (step) => (onStep(step) ? targetOf(steps[step.target]) : step.target);
    for (const step of steps) for (const source of step.sources) hanging[targetOf(step)].push(source);
    const forwards = nodes.map(() => []);
    for (const step of steps) if (!onStep(step)) for (const source of step.sources) forwards[source].push(step.target);
    const children = nodes.map(() => []), parent = nodes.map(() => -1), depth = nodes.map(() => -1), roots = [];
    const spread = (start) => {
      roots.push(start);
      depth[start] = 0;
      const waiting = [start];
      for (const at of waiting) {
        for (const child of hanging[at]) {
          if (depth[child] >= 0) continue;
          depth[child] = depth[at] + 1;
          parent[child] = at;
          children[at].push(child);
          waiting.push(child);
        }
      }
      return waiting;
    };
    const reached = spread(main);
    // What is argued for from these stands behind them.
    for (const at of reached) {
      for (const target of forwards[at]) {
        if (depth[target] >= 0) continue;
        depth[target] = depth[at] + 1;
        parent[target] = at;
        children[at].push(target);
        reached.push(target);
        for (const more of hanging[target]) {
          if (depth[more] >= 0) continue;
          depth[more] = depth[target] + 1;
          parent[more] = target;
          children[target].push(more);
          reached.push(more);
        }
      }
    }
    nodes.forEach((_, at) => depth[at] < 0 && !forwards[at].length && spread(at));
    nodes.forEach((_, at) => depth[at] < 0 && spread(at));
    return { children, parent, depth, roots };
  }

  // The statements that are unfolded, each before what hangs on it.
  function visible(tree, open) {
    const order = [], waiting = [...tree.roots].reverse();
    while (waiting.length) {
      const at = waiting.pop();
      order.push(at);
      if (open.has(at)) for (const child of [...tree.children[at]].reverse()) waiting.push(child);
    }
    return order;
  }

  // Places for cards of these sizes: subtrees as close as their outlines allow, parents in the middle.
  function place(tree, order, open, size) {
    const width = [], centre = new Map(), offset = new Map(), outline = new Map();
    for (const at of order) width[tree.depth[at]] = Math.max(width[tree.depth[at]] ?? 0, size(at).width);
    const left = [0];
    for (let level = 0; level < width.length; level++) left.push(left[level] + (width[level] ?? 0) + GAP);
    const lower = (into, below, by) => {
      below.top.forEach((y, level) => (into.top[level] ??= y + by));
      below.bottom.forEach((y, level) => (into.bottom[level] = y + by));
    };
    const under = (above, below, gap) => {
      let by = -Infinity;
      below.top.forEach((y, level) => {
        if (above.bottom[level] !== undefined) by = Math.max(by, above.bottom[level] + gap - y);
      });
      return by === -Infinity ? 0 : by;
    };
    for (const at of [...order].reverse()) {
      const mine = { top: [], bottom: [] }, kids = open.has(at) ? tree.children[at] : [];
      for (const child of kids) {
        offset.set(child, under(mine, outline.get(child), ROW));
        lower(mine, outline.get(child), offset.get(child));
        outline.delete(child);
      }
      const middle = kids.length ? (offset.get(kids[0]) + offset.get(kids.at(-1))) / 2 : 0;
      for (const child of kids) offset.set(child, offset.get(child) - middle);
      const shift = (y) => y - middle;
      const whole = { top: mine.top.map(shift), bottom: mine.bottom.map(shift) };
      whole.top[tree.depth[at]] = -size(at).height / 2;
      whole.bottom[tree.depth[at]] = size(at).height / 2;
      outline.set(at, whole);
    }
    const forest = { top: [], bottom: [] };
    for (const root of tree.roots) {
      centre.set(root, under(forest, outline.get(root), 3 * ROW));
      lower(forest, outline.get(root), centre.get(root));
    }
    const high = Math.min(...forest.top.filter((y) => y !== undefined));
    const boxes = new Map();
    for (const at of order) {
      if (!centre.has(at)) centre.set(at, centre.get(tree.parent[at]) + offset.get(at));
      const { width: wide, height } = size(at);
      boxes.set(at, { x: left[tree.depth[at]], y: centre.get(at) - high - height / 2, width: wide, height });
    }
    return boxes;
  }

  return { grow, visible, place, GAP };
})();
