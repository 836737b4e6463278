/* Python, in a worker: it unpacks argmap and what it needs, and answers for each text that it is sent. */

import { loadPyodide } from "./pyodide/pyodide.mjs";

async function started() {
  const [python, parts, code] = await Promise.all([
    loadPyodide(),
    fetch("parts.json").then((answer) => answer.json()),
    fetch("look.py").then((answer) => answer.text()),
  ]);
  for (const name of parts) {
    python.unpackArchive(await (await fetch(name)).arrayBuffer(), "zip", { extractDir: "/lib/parts" });
  }
  python.runPython("import sys; sys.path.insert(0, '/lib/parts')");
  python.runPython(code);
  return python;
}

const python = started();
python.then(
  (ready) => postMessage(JSON.parse(ready.globals.get("greeting")())),
  (error) => postMessage({ failed: String(error) }),
);

let latest = 0;
self.addEventListener("message", async ({ data }) => {
  latest = data.number;
  const ready = await python;
  await new Promise((resolve) => setTimeout(resolve)); // texts that came meanwhile go first
  if (data.number !== latest) return;
  try {
    postMessage({ number: data.number, found: JSON.parse(ready.globals.get("look")(data.text, data.view)) });
  } catch (error) {
    const line = `argmap failed: ${String(error).trim().split("\n").at(-1)}`;
    postMessage({ number: data.number, found: { whole: false, line, findings: [] } });
  }
});
