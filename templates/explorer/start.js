// The toolbar, the keys of the whole page, and the start.

const press = (id, act) => $(id).addEventListener("click", act);
press("look-outline", () => look("outline"));
press("look-map", () => look("map"));
press("overview", () => (state.view === "map" ? CardMap.overview() : Outline.setAll(false)));
press("unfold", () => (state.view === "map" ? CardMap.unfold() : Outline.setAll(true)));
press("fit", () => CardMap.fit());
press("smaller", () => CardMap.zoom(1 / 1.25));
press("larger", () => CardMap.zoom(1.25));
press("to-outline", () => look("outline"));
press("undo", Scenario.undo);
press("redo", Scenario.redo);
press("reset", reset);
press("link", copyLink);
press("copy", copyMap);
press("svg", () => Picture.save("svg"));
press("png", () => Picture.save("png"));
press("help", () => $("keys").showModal());
press("close-keys", () => $("keys").close());
press("close-panel", () => { document.body.classList.remove("reading"); });
press("claim", () => select(argument.main, { focus: true, open: true }));
press("theme", () => {
  const dark = getComputedStyle(document.documentElement).getPropertyValue("--dark").trim() === "1";
  document.documentElement.dataset.theme = dark ? "light" : "dark";
});
for (const one of $("share").querySelectorAll("button")) one.addEventListener("click", () => { $("share").open = false; });

addEventListener("keydown", (event) => {
  const writing = event.target.matches?.("input:not([type=range]), textarea, select"), key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && !writing && (key === "z" || key === "y")) {
    event.preventDefault();
    if (key === "y" || event.shiftKey) Scenario.redo();
    else Scenario.undo();
  } else if (event.key === "Escape") escape(event);
  else if (writing || event.ctrlKey || event.metaKey || event.altKey || $("keys").open) return;
  else if (event.key === "?") $("keys").showModal();
  else if (event.key === "/") {
    event.preventDefault();
    $("search").focus();
  }
});

function escape(event) {
  if ($("keys").open || event.target.id === "search") return;
  $("share").open = false;
  if (!$("notice").hidden) $("notice").hidden = true;
  else if (document.body.classList.contains("reading")) document.body.classList.remove("reading");
  else if (state.lit.size) { state.lit.clear(); shownViews().forEach((view) => view.layout()); }
}

addEventListener("hashchange", () => {
  const one = Scenario.recall();
  reread();
  look(state.view);
  if (one !== state.selected) select(one);
});
matchMedia("print").addEventListener("change", (print) => { if (print.matches) onPaper(); });
addEventListener("beforeprint", onPaper);

// On paper everything is written out, whatever is folded.
function onPaper() {
  if (state.folded.size || state.lit.size || state.view === "map") {
    state.folded.clear();
    state.lit.clear();
    Outline.layout();
  }
  Windowed.all();
}

const WIDTH = () => (narrow() ? "narrow" : "wide");
let width = WIDTH();
addEventListener("resize", () => {
  if (WIDTH() === width) return;
  width = WIDTH();
  if (narrow() && state.view === "map") look("outline");
});

Ways.build();
Tour.build();
const embedded = new URLSearchParams(location.search).has("embed");
document.body.classList.toggle("embed", embedded);
$("whole").hidden = !embedded;
if (embedded) $("middle").prepend(h("h1", { className: "sr" }, document.title));
if (embedded) $("whole").append(h("a", { href: location.href.replace(/[?&]embed[^#]*/, ""), target: "_blank", rel: "noopener" }, "Open the whole page"));
$("claim-text").replaceChildren(...unbroken(nodes[argument.main].text));
$("claim-meter").append(meter());
$("summary").textContent = page.map.summary ?? "";
$("summary").hidden = !page.map.summary;
let start = Scenario.recall();
first = evaluate(UNCHANGED());
now = evaluate();
Why.write();
tryMap();
start = Scenario.recall();
look(state.view);
reread();
if (start !== argument.main) select(start, { focus: false });
if (state.tour) Tour.go(state.tour);
window.explorer = { state, changedMap, strengths: () => now.strengths, evaluate, graph, Scenario, Hinges, Picture };
