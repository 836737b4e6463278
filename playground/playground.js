/* The playground: what is typed goes to a worker that runs argmap; what comes back is shown. The address holds the map. */

const at = (id) => document.getElementById(id);
const worker = new Worker("worker.js", { type: "module" });
const examples = {};
let asked = 0;
let answered = 0;
let view = "picture";
let waiting;

const START = `argmap: 1
claim: Moving the archive to object storage pays off.
id: move
because:
  - premise: Object storage costs a third per byte.
    id: third
    strength: strong
but:
  - counterevidence: The last migration overran by a year.
    id: overrun
    strength: weak
`;

async function through(stream, bytes) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

function letters(bytes) {
  let said = "";
  for (const byte of bytes) said += String.fromCharCode(byte);
  return said;
}

async function packed(text) {
  const bytes = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(text));
  return btoa(letters(bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

async function unpacked(word) {
  const bytes = Uint8Array.from(atob(word.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  return new TextDecoder("utf-8", { fatal: true }).decode(await through(new DecompressionStream("deflate-raw"), bytes));
}

async function of_address() {
  const word = new URLSearchParams(location.hash.slice(1)).get("map");
  if (!word) return null;
  try {
    return await unpacked(word);
  } catch {
    at("verdict").textContent = "The address holds no map that can be read.";
    return null;
  }
}

function ask() {
  asked += 1;
  worker.postMessage({ number: asked, text: at("text").value, view });
}

function changed() {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    ask();
    history.replaceState(null, "", `#map=${await packed(at("text").value)}`);
  }, 120);
}

function show(found) {
  at("verdict").textContent = found.line;
  at("drawn").classList.toggle("old", !found.whole);
  at("findings").replaceChildren(...found.findings.map(item));
  window.answer = found;
  if (!found.whole) return;
  at("picture").hidden = !found.picture;
  at("page").hidden = !found.page;
  at("instead").hidden = !found.instead;
  at("instead").textContent = found.instead;
  if (found.picture) {
    at("picture").src = `data:image/svg+xml;base64,${btoa(letters(new TextEncoder().encode(found.picture)))}`;
    at("picture").alt = found.line;
  }
  if (found.page) at("page").srcdoc = found.page;
}

function item(one) {
  const button = document.createElement("button");
  button.className = one.severity;
  button.textContent = `${one.line ? `line ${one.line}: ` : ""}${one.message}`;
  if (one.hint) {
    const hint = document.createElement("small");
    hint.textContent = one.hint;
    button.append(hint);
  }
  button.addEventListener("click", () => go(one.line, one.column));
  const row = document.createElement("li");
  row.append(button);
  return row;
}

function go(line, column) {
  if (!line) return;
  const lines = at("text").value.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  at("text").focus();
  at("text").setSelectionRange(start + column - 1, start + (lines[line - 1] ?? "").length);
}

worker.addEventListener("message", ({ data }) => {
  if (data.failed) {
    at("verdict").textContent = `Python does not start: ${data.failed}`;
  } else if (data.examples) {
    for (const [name, text] of Object.entries(data.examples)) {
      examples[name] = text;
      at("example").append(new Option(name, name));
    }
    document.body.dataset.ready = data.version;
    ask();
  } else if (data.number > answered) {
    answered = data.number;
    if (data.number === asked) show(data.found);
  }
});
at("text").addEventListener("input", changed);
at("text").addEventListener("keydown", (event) => {
  if (event.key === "Escape") at("text").blur(); // Tab indents; Escape leaves the editor
  if (event.key !== "Tab" || event.shiftKey) return;
  event.preventDefault();
  document.execCommand("insertText", false, "  ");
});
at("example").addEventListener("change", () => {
  if (!(at("example").value in examples)) return;
  at("text").value = examples[at("example").value];
  changed();
});
for (const name of ["picture", "page"]) {
  at(`look-${name}`).addEventListener("click", () => {
    view = name;
    for (const other of ["picture", "page"]) at(`look-${other}`).setAttribute("aria-pressed", String(other === name));
    ask();
  });
}
window.addEventListener("hashchange", async () => {
  const text = await of_address();
  if (text !== null && text !== at("text").value) {
    at("text").value = text;
    ask();
  }
});

at("text").value = (await of_address()) ?? START;
