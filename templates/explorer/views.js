// The two ways of looking at the argument, what is selected, and what is lit.

const FEW = 13, NARROW = 760;
const narrow = () => innerWidth <= NARROW;
// The map where it is small and all of its first level can be read at once; else the outline.
let fits = false;
const usualView = () => (fits && !narrow() ? "map" : "outline");
const shownViews = () => [state.view === "map" ? CardMap : Outline];

function look(name) {
  state.view = name;
  document.body.dataset.view = name;
  for (const one of ["outline", "map"]) {
    $(one).hidden = one !== name;
    $(`look-${one}`).setAttribute("aria-pressed", one === name);
  }
  if (name === "map" && !state.open.size) state.open.add(argument.main);
  shownViews().forEach((view) => view.layout());
  if (name === "map") CardMap.fit(1);
  shownViews().forEach((view) => view.into(state.selected));
  if (now) Scenario.remember();
}

function select(at, { focus = false, tab = "statement", keep = false, open = false, row } = {}) {
  const lit = state.lit.size > 0 && !keep && !(state.view === "outline" && state.lit.has(at));
  state.selected = at;
  state.row = row;
  state.tab = tab;
  if (lit) {
    state.lit.clear();
    shownViews().forEach((view) => view.layout());
  }
  if (open) document.body.classList.add("reading");
  shownViews().forEach((view) => { view.refresh(); view.into(at, { focus }); });
  $("claim").setAttribute("aria-pressed", at === argument.main);
  about();
  Scenario.remember();
}

// Lights the statements of these ids, or those that steps take, and brings all of them into sight.
function light(ids) {
  const { place, stepPlace } = argument;
  const places = (id) => place.has(id) ? [place.get(id)] : steps[stepPlace.get(id)]?.sources ?? [];
  state.lit = new Set(ids.flatMap(places));
  if (narrow()) document.body.classList.remove("reading");
  shownViews().forEach((view) => view.light());
}

// Whether the first level of the map fits into the window in letters that can be read.
function tryMap() {
  if (nodes.length >= FEW || narrow()) return;
  look("map");
  fits = CardMap.fits();
}

function openPanel() {
  document.body.classList.add("reading");
  $("about").focus();
}
