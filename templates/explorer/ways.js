// Who is heard, and what a strength means: the standpoints as a switch, the semantics as dots on one axis.

const HEARD = { "as-argued": "as argued", "with-reported": "with what it reports", "examined": "as examined" };

const Ways = (() => {
  const WIDE = 190, HIGH = 30, LANES = [15, 9, 21, 5, 25];
  const names = Object.keys(page.formulas);
  let found = new Map();

  function show() {
    $("semantics").value = state.semantics;
    for (const button of $("standpoints").querySelectorAll("button")) {
      button.setAttribute("aria-checked", button.value === state.standpoint);
      button.tabIndex = button.value === state.standpoint ? 0 : -1;
    }
  }

  function build() {
    $("semantics").replaceChildren(...names.map((name) => h("option", { value: name }, name)));
    $("semantics").addEventListener("change", () => { state.semantics = $("semantics").value; restart(); });
    const points = Object.keys(page.standpoints);
    $("heard").hidden = points.length < 2;
    $("standpoints").replaceChildren(...points.map((name) => h("button", {
      value: name, role: "radio", onclick: () => hear(name),
    }, HEARD[name])));
    $("standpoints").addEventListener("keydown", (event) => {
      const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!way) return;
      event.preventDefault();
      hear(points[(points.indexOf(state.standpoint) + way + points.length) % points.length]);
      $("standpoints").querySelector('[aria-checked="true"]').focus();
    });
  }

  function hear(name) {
    state.standpoint = name;
    restart();
  }

  const jobs = () => {
    found = new Map();
    return [...names.map((name) => () => found.set(name, evaluate({ semantics: name }))), draw, () => Compare.fill()];
  };

  // A dot for each semantics where the main claim stands under it, between the two cut-offs of the one in use.
  function draw() {
    const dots = [...found].map(([name, one]) => ({ name, x: one.strengths[argument.main], word: verdict(one), one }));
    const x = (value) => 6 + value * (WIDE - 12), taken = [];
    const svg = (tag, attributes) => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
      return made;
    };
    const axis = svg("line", { class: "axis", x1: x(0), x2: x(1), y1: 15, y2: 15 });
    const cuts = [now.way.accepted, now.way.rejected].filter((cut) => cut !== undefined)
      .map((cut) => svg("line", { class: "cut", x1: x(cut), x2: x(cut), y1: 3, y2: 27 }));
    const made = dots.sort((one, other) => (one.name === state.semantics) - (other.name === state.semantics)).map((dot) => {
      const lane = LANES.find((y) => !taken.some(([at, other]) => other === y && Math.abs(at - x(dot.x)) < 9)) ?? LANES[0];
      taken.push([x(dot.x), lane]);
      const here = dot.name === state.semantics;
      const circle = svg("circle", { class: `dot ${dot.word}${here ? " here" : ""}`, cx: x(dot.x), cy: lane, r: here ? 5.5 : 4 });
      circle.append(svg("title", {}));
      circle.firstChild.textContent = `${dot.name}: ${strengthOf(dot.one)} ${dot.word}`;
      return circle;
    });
    const count = (word) => dots.filter((dot) => dot.word === word).length;
    const words = ["accepted", "undecided", "rejected"].filter(count).map((word) => `${count(word)} ${word}`).join(", ");
    $("strip").setAttribute("viewBox", `0 0 ${WIDE} ${HIGH}`);
    $("strip").setAttribute("aria-label", `The main claim under ${dots.length} semantics: ${words}`);
    $("strip").replaceChildren(axis, ...cuts, ...made);
    $("strip-said").textContent = words;
  }

  return { build, show, jobs, found: () => found };
})();
