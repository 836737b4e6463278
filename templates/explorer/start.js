// The toolbar, and the start.

$("overview").addEventListener("click", overview);
$("unfold").addEventListener("click", () => {
  nodes.forEach((_, one) => tree.children[one].length && state.open.add(one));
  layout();
  fit(0.5);
});
$("fit").addEventListener("click", () => fit());
$("smaller").addEventListener("click", () => zoom(1 / 1.25));
$("larger").addEventListener("click", () => zoom(1.25));
$("reset").addEventListener("click", reset);
$("copy").addEventListener("click", copy);
$("theme").addEventListener("click", () => {
  const dark = getComputedStyle(document.documentElement).getPropertyValue("--dark").trim() === "1";
  document.documentElement.dataset.theme = dark ? "light" : "dark";
});
$("semantics").replaceChildren(...Object.keys(page.formulas).map((name) => h("option", { value: name }, name)));
$("semantics").addEventListener("change", () => { state.semantics = $("semantics").value; restart(); });
const HEARD = { "as-argued": "as argued", "with-reported": "with what it reports", "examined": "as examined" };
$("standpoint").replaceChildren(...Object.keys(page.standpoints).map((name) => h("option", { value: name }, HEARD[name])));
$("heard").hidden = Object.keys(page.standpoints).length < 2;
$("standpoint").addEventListener("change", () => { state.standpoint = $("standpoint").value; restart(); });
addEventListener("hashchange", () => { const one = recall(); restart(); select(one); });
addEventListener("keydown", (event) => { if (event.key === "Escape" && !$("notice").hidden) $("notice").hidden = true; });

const start = recall();
first = asGiven();
now = evaluate();
outline();
overview();
restart();
if (start !== argument.main) select(start);
window.explorer = { state, changedMap, strengths: () => now.strengths, evaluate, graph };
