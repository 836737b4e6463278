// The map that the page was given, and its parts by number; every measure of drawing comes from Rules.

const page = JSON.parse(document.getElementById("argument").textContent);
const argument = read(page);
const { nodes, steps } = argument;
const { fixed } = Verdicts;
const $ = (id) => document.getElementById(id);

function read({ map, sides, unanswered }) {
  for (const step of map.relations) step.id ??= `${step.sources[0]}.${Rules.relations[step.kind].verb}.${step.target}`;
  const place = new Map(map.nodes.map((node, at) => [node.id, at]));
  const stepPlace = new Map(map.relations.map((step, at) => [step.id, at]));
  const relations = map.relations.map((step) => ({
    ...step,
    sources: step.sources.map((id) => place.get(id)),
    target: (onStep(step) ? stepPlace : place).get(step.target),
  }));
  const open = new Set(unanswered), side = { p: "pro", c: "con", n: "neu" };
  const into = map.nodes.map(() => []), onto = relations.map(() => []);
  relations.forEach((step, number) => (onStep(step) ? onto : into)[step.target].push(number));
  return {
    nodes: map.nodes.map((node, at) => (
      { voice: "author", source: [], ...node, side: side[sides[at]], unanswered: open.has(node.id) }
    )),
    steps: relations, into, onto,
    cut: new Set(relations.filter(onStep).map((step) => step.target)),
    main: place.get(map.conclusion), place, stepPlace,
  };
}

// Whether a step is against a step, and not for or against a statement.
function onStep({ kind }) {
  return Rules.relations[kind].onto === "step";
}

// The steps to a statement, and the undercuts of a step, by number.
const stepsTo = (at) => argument.into[at];
const undercutsOf = (one) => argument.onto[one];

const LONGEST = 64;

// What a reader takes for one letter each, such as a letter with its accents.
const clusters = (text) => (Intl.Segmenter ? Array.from(new Intl.Segmenter().segment(text), (one) => one.segment) : [...text]);

// A text cut to a few words, without its full stop.
function short(text) {
  const whole = text.replace(/[.。]+$/u, ""), letters = clusters(whole);
  if (letters.length <= LONGEST) return whole;
  const cut = letters.slice(0, LONGEST).join(""), space = cut.lastIndexOf(" ");
  return `${space > LONGEST / 2 ? cut.slice(0, space) : cut} …`;
}

const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

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

const NAME = /((?<!\p{sc=Han})[（(「《“]?\p{sc=Han}{2,8}(?!\p{sc=Han})[）)」》”，。；：？！]?)/u;

// A text whose short Chinese runs, which are names mostly, stay on one line.
const unbroken = (text) => text.split(NAME).map((part, at) => at % 2 ? h("span", { className: "unbroken" }, part) : part);

// Words that act as a button and break into lines as words do.
function words(said, act, properties = {}) {
  return h("span", {
    ...properties, className: `link ${properties.className ?? ""}`, role: "button", tabIndex: 0, dir: "auto", onclick: act,
    onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); event.stopPropagation(); act(); } },
  }, ...[said].flat());
}
