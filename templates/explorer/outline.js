// The whole argument as an outline, for screen readers and paper.

function outline() {
  const written = new Set();
  const statement = (at) => {
    const node = nodes[at];
    if (written.has(at)) return h("li", {}, `${node.id}, written out elsewhere`);
    written.add(at);
    const voice = node.voice === "author" ? "" : `, ${node.voice}`, open = node.unanswered ? ", unanswered" : "";
    return h("li", {}, `${node.kind}${voice}: ${node.text} (${strengthOf(first, at)}${open})`,
      listed(stepsTo(at).map(stepItem)));
  };
  const stepItem = (number) => {
    const { kind, sources } = steps[number], cuts = undercutsOf(number).map(stepItem);
    return h("li", {}, `${kind}${sources.length > 1 ? ", linked" : ""}, carries ${fixed(first.carried[number])}`,
      h("ul", {}, ...sources.map(statement), ...cuts));
  };
  const parts = [statement(argument.main)];
  const rest = (wanted) => nodes.forEach((_, at) => { if (!written.has(at) && wanted(at)) parts.push(statement(at)); });
  rest((at) => !steps.some((step) => step.sources.includes(at)));
  rest(() => true);
  $("outline").replaceChildren(h("h2", {}, "The whole argument"), h("ul", {}, ...parts));
}
