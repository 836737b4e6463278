// Rejecting and resetting; the changed map as a file, and as the address of the page.

function reject(at) {
  state.base[at] = isRejected(at) ? page.base[at] : 0;
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
