/* The widget of Jupyter: a slider for each base score; their values go to Python, which sends the picture back. */

function made(name, parent, text) {
  const element = document.createElement(name);
  if (text !== undefined) element.textContent = text;
  parent.append(element);
  return element;
}

function render({ model, el }) {
  const root = made("div", el);
  root.className = "argmap-widget";
  const line = made("p", root);
  line.setAttribute("role", "status");
  const picture = made("img", root);
  const sliders = new Map();
  for (const row of model.get("rows")) {
    const label = made("label", root);
    made("span", label, row.text).title = `${row.kind} ${row.id}`;
    const input = made("input", label);
    Object.assign(input, { type: "range", min: 0, max: 1, step: 0.01 });
    const output = made("output", label);
    sliders.set(row.id, { input, output });
    input.addEventListener("input", () => {
      output.textContent = Number(input.value).toFixed(2);
      model.set("values", { ...model.get("values"), [row.id]: Number(input.value) });
      model.save_changes();
    });
  }
  function place() {
    const values = model.get("values");
    for (const [id, { input, output }] of sliders) {
      input.value = values[id];
      output.textContent = Number(values[id]).toFixed(2);
    }
  }
  function show() {
    const shown = model.get("shown");
    line.textContent = shown.line;
    picture.alt = shown.line;
    picture.hidden = !shown.picture;
    if (shown.picture) picture.src = shown.picture;
  }
  model.on("change:values", place);
  model.on("change:shown", show);
  place();
  show();
  return () => {
    model.off("change:values", place);
    model.off("change:shown", show);
  };
}

export default { render };
