// Rejecting, granting and resetting; the changed map as a file, and as the address of the page.

const reject = (at) => settle(at, state.rejected, state.granted);
const grant = (at) => settle(at, state.granted, state.rejected);

// Rejects or grants a statement, or takes that back.
function settle(at, into, other) {
  other.delete(at);
  if (!into.delete(at)) into.add(at);
  update();
  live(true);
}

function unchanged() {
  state.base.set(given);
  state.weights.set(page.weights);
  state.rejected.clear();
  state.granted.clear();
}

function reset() {
  unchanged();
  state.lit.clear();
  state.semantics = $("semantics").value = page.semantics;
  state.standpoint = $("standpoint").value = page.standpoint;
  restart();
}

// The map with everything that was changed here; who is heard is not part of it.
function changedMap() {
  const map = structuredClone(page.map), { base, weights } = settled({});
  const write = (into, key, values, before) => values.forEach((x, at) => {
    if (x !== before[at]) into[at][key] = Number(x.toFixed(4));
  });
  write(map.nodes, "strength", base, given);
  write(map.relations, "weight", weights, page.weights);
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
  const ids = (places) => [...places].map((at) => nodes[at].id).join(",");
  if (state.standpoint !== page.standpoint) parts.set("v", state.standpoint);
  if (state.rejected.size) parts.set("r", ids(state.rejected));
  if (state.granted.size) parts.set("g", ids(state.granted));
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
  const every = (text, into) => {
    for (const id of (text ?? "").split(",")) if (argument.place.has(id)) into.add(argument.place.get(id));
  };
  state.semantics = Object.hasOwn(page.formulas, parts.get("s")) ? parts.get("s") : page.semantics;
  state.standpoint = Object.hasOwn(page.standpoints, parts.get("v")) ? parts.get("v") : page.standpoint;
  given = starting();
  unchanged();
  every(parts.get("r"), state.rejected);
  every(parts.get("g"), state.granted);
  for (const at of state.rejected) state.granted.delete(at);
  take(parts.get("b"), argument.place, state.base);
  take(parts.get("w"), argument.stepPlace, state.weights);
  $("semantics").value = state.semantics;
  $("standpoint").value = state.standpoint;
  return argument.place.get(parts.get("at")) ?? argument.main;
}
