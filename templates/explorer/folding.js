// What is folded behind what is shown, counted as in the pictures: each hidden statement once, behind the nearest shown one,
// for it or against it by the signs along the way.

function foldedBehind(shown) {
  const nearest = new Map([...shown].map((at) => [at, at])), signs = new Map([...shown].map((at) => [at, true]));
  const counts = new Map(), waiting = nodes.map((_, at) => at).filter((at) => nearest.has(at));
  for (const at of waiting) {
    const behind = stepsTo(at).map((one) => [one, Rules.relations[steps[one].kind].sign > 0]);
    for (const [one, helps] of behind) {
      behind.push(...undercutsOf(one).map((cut) => [cut, !helps]));
      for (const source of steps[one].sources) {
        if (nearest.has(source)) continue;
        nearest.set(source, nearest.get(at));
        signs.set(source, signs.get(at) === helps);
        const count = counts.get(nearest.get(at)) ?? counts.set(nearest.get(at), [0, 0]).get(nearest.get(at));
        count[signs.get(source) ? 0 : 1]++;
        waiting.push(source);
      }
    }
  }
  return counts;
}

function saidFolded(counts) {
  const [pro, con] = counts ?? [0, 0];
  return [pro && `${pro} for`, con && `${con} against`].filter(Boolean).join(" · ");
}
