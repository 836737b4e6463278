// Searching the statements.

const SHOWN = 30, MOST_LIT = 200;
let hits = [], hit = 0;

function search() {
  const said = $("search").value.trim().toLowerCase();
  const has = ({ id, text, note }) => `${id} ${text} ${note ?? ""}`.toLowerCase().includes(said);
  const exact = (at) => nodes[at].id.toLowerCase() === said;
  hits = said ? nodes.map((_, at) => at).filter((at) => has(nodes[at])).sort((one, other) => exact(other) - exact(one)) : [];
  hit = 0;
  showHits();
  state.lit = new Set(hits.slice(0, MOST_LIT));
  shownViews().forEach((view) => (state.view === "outline" ? view.layout() : view.refresh()));
}

function showHits() {
  const shown = hits.slice(0, SHOWN);
  const item = (at, place) => h("li", {
    id: `found-${place}`, role: "option", "aria-selected": place === hit,
    dir: "auto", onmousedown: (event) => { event.preventDefault(); choose(at); },
  }, nodes[at].text, " ", h("small", {}, nodes[at].id));
  const nothing = { role: "option", "aria-selected": "false", "aria-disabled": "true" };
  $("found").hidden = !$("search").value.trim();
  $("search").setAttribute("aria-expanded", !$("found").hidden);
  $("found").replaceChildren(...(shown.length ? shown.map(item) : [h("li", nothing, "Nothing found")]));
  if (shown.length) $("search").setAttribute("aria-activedescendant", `found-${hit}`);
  else $("search").removeAttribute("aria-activedescendant");
  $("found").querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
}

function choose(at) {
  $("search").value = "";
  search();
  select(at, { focus: true, open: true });
}

$("search").addEventListener("input", search);
$("search").addEventListener("blur", () => {
  $("found").hidden = true;
  $("search").setAttribute("aria-expanded", "false");
});
$("search").addEventListener("keydown", (event) => {
  const most = Math.min(hits.length, SHOWN);
  if (event.key === "Enter" && most) choose(hits[hit]);
  else if (event.key === "ArrowDown" && most) hit = (hit + 1) % most;
  else if (event.key === "ArrowUp" && most) hit = (hit + most - 1) % most;
  else if (event.key === "Escape") {
    $("search").value = "";
    search();
    return;
  } else return;
  event.preventDefault();
  if (event.key !== "Enter") showHits();
});
