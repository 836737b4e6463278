// The strip at the top: the main claim, its verdict, why, what it hinges on, and what was changed.

const Why = (() => {
  const MOST_GROUNDS = 3, MOST_HINGES = 3;
  let told = "";

  // The numbers, as on every frame.
  function refresh() {
    const { main } = argument, before = verdict(first), here = verdict(now), unsettled = now.status === "not settled";
    const said = unsettled ? "does not settle" : saidVerdict(now), moved = differ(now.strengths[main], first.strengths[main]);
    fillMeter($("claim").querySelector(".meter"), main);
    $("claim-verdict").textContent = unsettled ? said : here;
    $("claim").classList.toggle("turned", here !== before);
    $("was").textContent = here !== before ? `${state.kept === null ? "It was" : "In A it is"} ${before}, ${strengthOf(first)}: the verdict turns.`
      : moved ? `${state.kept === null ? "It was" : "In A it is"} ${strengthOf(first)}.` : "";
    const line = `${strengthOf(now)} ${said}${moved || here !== before ? ` was ${strengthOf(first)} ${before}` : ""}`;
    if (line !== told) {
      told = line;
      $("verdict").replaceChildren(h("b", {}, `${strengthOf(now)} ${said}`),
        moved || here !== before ? h("small", {}, ` was ${strengthOf(first)} ${before}`) : "");
      $("verdict").classList.toggle("turned", here !== before);
    }
  }

  const link = (at, tone) => words(short(nodes[at].text), () => select(at, { focus: true, open: true }), { className: tone, title: nodes[at].id });

  function write() {
    const sampled = now.status === "sampled" ? "; counted in 4096 drawn worlds" : "";
    $("cuts").textContent = now.way.cuts + sampled;
    const asked = Hinges.isComplete() || Hinges.isLarge();
    const grounds = asked ? sides() : [], parts = [opening(), ...grounds, ...(asked ? [hinge()] : []), open()];
    const paragraph = (part) => h("p", { className: grounds.includes(part) ? "grounds" : "" }, ...part);
    $("why-said").replaceChildren(...parts.filter((part) => part.length).map(paragraph));
    listChanges();
  }

  function opening() {
    const { word, reason } = judged(now), { main } = argument;
    const said = [h("b", {}, word[0].toUpperCase() + word.slice(1)), reason ? `, ${reason}. ` : ". "];
    if (now.way.worlds) said.push(`It ${inHundred(main).replace(/, open/, ", and is open").replace(", defeated", ", is defeated")}. `);
    if (turned.length) {
      const others = turned.filter((at) => at !== main).length;
      if (others) said.push(`${counted(others, "other statement")} ${others === 1 ? "turns" : "turn"} as well. `);
    }
    return said;
  }

  // What each ground lifts or costs the main claim; what speaks against a rejected claim is told first.
  function sides() {
    const heads = Rows.heads().filter((row) => row.form !== "again").map((row) => ({
      ...row, side: row.form === "group" ? { 1: "pro", "-1": "con" }[Rules.relations[row.kind].sign] : nodes[row.at].side,
      loss: row.form === "group" ? Hinges.lossOfStep(row.at) : Hinges.loss(row.at),
    }));
    const told = [["pro", "For it: "], ["con", "Against it: "]].map(([side, opens]) => {
      const mine = heads.filter((row) => row.side === side);
      if (isChanged()) mine.sort((one, other) => Math.abs(other.loss ?? 0) - Math.abs(one.loss ?? 0));
      if (!mine.length) return [];
      const named = mine.slice(0, MOST_GROUNDS).flatMap((row, place) => [place ? "; " : "",
        ...(row.form === "group" ? group(row, side) : [link(row.at, side)]),
        lifted(row.loss)]);
      return [h("b", {}, opens), ...named, ending(mine.length - MOST_GROUNDS)];
    });
    if (!told.flat().length) return [["Nothing is given for it. "]];
    return verdict(now) === "rejected" ? told.reverse() : told;
  }

  // A linked ground by its first member.
  function group({ number, end }, side) {
    const members = Rows.rows.slice(number + 1, end).filter((row) => row.parent === number && row.form !== "group");
    return [link(members[0].at, side), members.length > 1 ? `, with ${members.length - 1} more` : ""];
  }

  const lifted = (loss) => (Hinges.telling(loss) ? ` (${loss > 0 ? "lifts" : "costs"} it ${fixed(Math.abs(loss))})` : "");

  function hinge() {
    if (!Hinges.isComplete()) return [];
    const turning = Hinges.turning();
    if (!turning.length) return nodes.length > 1 ? ["No single statement turns the verdict. "] : [];
    return [h("b", {}, "It hinges on "), ...turning.slice(0, MOST_HINGES).flatMap((one, place) => (
      [place ? "; " : "", link(one.at, "strong"), `: ${inWords(one)}`]
    )), ending(turning.length - MOST_HINGES)];
  }

  function inWords(one) {
    return [["granted", one.granted], ["without it", one.rejected]].filter(([, { verdict: to }]) => to !== verdict(now))
      .map(([says, { verdict: to, said }]) => {
        const number = now.way.worlds && to === "rejected" ? `defeated in ${hundred(said, argument.main)[1]} of 100` : strengthOf(said);
        return `${says}, the verdict is ${to} (${number})`;
      }).join("; ");
  }

  const ending = (more) => (more > 0 ? `; and ${more} more. ` : ". ");

  function open() {
    const count = nodes.filter((node, at) => node.unanswered && isHeard(at)).length;
    if (!count) return [];
    return [words(saidOpen(count), () => { state.tab = "unanswered"; about(); showOpen(); }), "."];
  }

  const saidOpen = (count) => `${counted(count, "piece")} of counterevidence ${count === 1 ? "is" : "are"} unanswered`;

  function showOpen() {
    light(nodes.filter((node) => node.unanswered).map((node) => node.id));
  }

  function listChanges() {
    const all = changes();
    $("changed").hidden = !all.length && state.kept === null;
    const chip = ({ at, said, undo }) => {
      const name = at === undefined ? said : `${short(nodes[at].text)}: ${said}`;
      return h("li", { className: "chip" },
        at === undefined ? h("span", {}, said) : link(at, ""), at === undefined ? "" : h("b", {}, said),
        h("button", { className: "undo", "aria-label": `Take back ${name}`, title: "Take back", onclick: undo }, "×"));
    };
    $("changed").replaceChildren(h("b", {}, all.length ? "You changed" : "Nothing is changed"), h("ul", {}, ...all.map(chip)),
      all.length > 1 ? h("button", { onclick: reset }, "Take all back") : "");
  }

  return { refresh, write, showOpen, saidOpen };
})();
