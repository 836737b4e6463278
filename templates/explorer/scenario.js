// Scenarios: all that was changed, as one line of text. The address of the page holds one, undo goes back to earlier ones,
// and one may be kept beside what is now.

const Scenario = (() => {
  const past = [], future = [];

  function written() {
    const parts = new URLSearchParams(), ids = (places) => [...places].map((at) => nodes[at].id).join(",");
    const base = changedBase().map((at) => `${nodes[at].id}:${+state.base[at].toFixed(4)}`);
    const weights = changedWeights().map((at) => `${steps[at].id}:${+state.weights[at].toFixed(4)}`);
    if (state.semantics !== page.semantics) parts.set("s", state.semantics);
    if (state.standpoint !== page.standpoint) parts.set("v", state.standpoint);
    if (state.rejected.size) parts.set("r", ids(state.rejected));
    if (state.granted.size) parts.set("g", ids(state.granted));
    if (base.length) parts.set("b", base.join(","));
    if (weights.length) parts.set("w", weights.join(","));
    return parts.toString();
  }

  // What a text of anybody's says; what is not understood is left out.
  function read(text) {
    const parts = new URLSearchParams(text);
    const one = (key, among, other) => (Object.hasOwn(among, parts.get(key)) ? parts.get(key) : other);
    const semantics = one("s", page.formulas, page.semantics), standpoint = one("v", page.standpoints, page.standpoint);
    const take = (key, places, values) => {
      const into = Float64Array.from(values);
      for (const said of (parts.get(key) ?? "").split(",")) {
        const cut = said.lastIndexOf(":"), at = places.get(said.slice(0, cut)), x = Number(said.slice(cut + 1));
        if (at !== undefined && cut > 0 && x >= 0 && x <= 1) into[at] = x;
      }
      return into;
    };
    const every = (key) => new Set((parts.get(key) ?? "").split(",")
      .filter((id) => argument.place.has(id)).map((id) => argument.place.get(id)));
    const rejected = every("r"), granted = every("g");
    for (const at of rejected) granted.delete(at);
    return {
      semantics, standpoint, rejected, granted,
      base: take("b", argument.place, starting(semantics, standpoint)), weights: take("w", argument.stepPlace, page.weights),
    };
  }

  function take(text) {
    Object.assign(state, read(text));
    given = starting();
    reread();
  }

  // Whole: the scenario, the one kept beside it, what is selected, how it is looked at.
  function address() {
    const parts = new URLSearchParams(written());
    if (state.kept !== null) parts.set("a", state.kept);
    if (state.selected !== argument.main) parts.set("at", nodes[state.selected].id);
    if (state.view !== usualView()) parts.set("view", state.view);
    if (state.tour) parts.set("tour", state.tour);
    return parts.toString();
  }

  // Puts what is now into the address, and among what undo goes back to.
  function keep() {
    const text = written();
    if (past.at(-1) !== text) {
      past.push(text);
      future.length = 0;
    }
    $("undo").disabled = past.length < 2;
    $("redo").disabled = !future.length;
    remember();
  }

  function remember() {
    const said = address();
    if (said === location.hash.slice(1)) return;
    try { history.replaceState(null, "", said ? `#${said}` : "#"); } catch { /* a frame without an address */ }
  }

  function undo() {
    if (past.length < 2) return;
    const left = past.pop(), still = [...future, left];
    take(past.at(-1));
    future.splice(0, Infinity, ...still);
    $("redo").disabled = false;
  }

  function redo() {
    if (!future.length) return;
    const next = future.pop(), still = [...future];
    take(next);
    future.splice(0, Infinity, ...still);
    $("redo").disabled = !future.length;
  }

  // What the address says, without evaluating anything.
  function recall() {
    const parts = new URLSearchParams(location.hash.slice(1));
    Object.assign(state, read(location.hash.slice(1)));
    state.kept = parts.get("a");
    state.view = ["outline", "map"].includes(parts.get("view")) ? parts.get("view") : usualView();
    state.tour = Math.min(6, Math.max(0, Math.floor(Number(parts.get("tour"))) || 0));
    given = starting();
    return argument.place.get(parts.get("at")) ?? argument.main;
  }

  return { written, read, take, keep, remember, undo, redo, recall };
})();

const reject = (at) => settle(at, state.rejected, state.granted);
const grant = (at) => settle(at, state.granted, state.rejected);

// Rejects or grants a statement, or takes that back.
function settle(at, into, other) {
  other.delete(at);
  if (!into.delete(at)) into.add(at);
  changed();
}

function rejectAll(places) {
  for (const at of places) {
    state.granted.delete(at);
    state.rejected.add(at);
  }
  changed();
}

function restore(at) {
  state.base[at] = given[at];
  state.rejected.delete(at);
  state.granted.delete(at);
  changed();
}

function reset() {
  state.lit.clear();
  state.kept = null;
  Scenario.take("");
  shownViews().forEach((view) => view.layout());
}

// All that is changed: in words, of which statement if of one, and how it is taken back.
function changes() {
  const row = (at, said) => ({ at, said, side: nodes[at].side, undo: () => restore(at) });
  const list = [
    ...[...state.rejected].map((at) => row(at, "rejected")),
    ...[...state.granted].map((at) => row(at, "granted")),
    ...changedBase().map((at) => row(at, `${fixed(given[at])} → ${fixed(state.base[at])}`)),
    ...changedWeights().map((one) => ({
      said: `weight of ${steps[one].id} ${fixed(page.weights[one])} → ${fixed(state.weights[one])}`, side: steps[one].kind,
      undo: () => { state.weights[one] = page.weights[one]; changed(); },
    })),
  ];
  if (state.semantics !== page.semantics) {
    list.push({ said: `semantics: ${state.semantics}`, undo: () => { state.semantics = page.semantics; restart(); } });
  }
  if (state.standpoint !== page.standpoint) {
    list.push({ said: `heard ${HEARD[state.standpoint]}`, undo: () => { state.standpoint = page.standpoint; restart(); } });
  }
  return list;
}
