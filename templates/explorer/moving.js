// Moving the map: dragging, pinching, the wheel.

const held = new Map();
let moved = false;
$("map").addEventListener("pointerdown", (event) => {
  if (event.button) return;
  if (!held.size) moved = false;
  held.set(event.pointerId, { x: event.clientX, y: event.clientY });
});
addEventListener("pointermove", (event) => {
  const last = held.get(event.pointerId);
  if (!last) return;
  const others = [...held.entries()].filter(([id]) => id !== event.pointerId).map(([, one]) => one);
  const here = { x: event.clientX, y: event.clientY };
  if (others.length) {
    const [other] = others, edge = $("map").getBoundingClientRect();
    const far = (one) => Math.hypot(one.x - other.x, one.y - other.y);
    if (far(last) > 0) CardMap.zoom(far(here) / far(last), (here.x + other.x) / 2 - edge.left, (here.y + other.y) / 2 - edge.top);
  } else if (moved || Math.hypot(here.x - last.x, here.y - last.y) > 4) {
    moved = true;
    $("map").classList.add("held");
    CardMap.view.x += here.x - last.x;
    CardMap.view.y += here.y - last.y;
    CardMap.move();
  } else return;
  held.set(event.pointerId, here);
});
for (const end of ["pointerup", "pointercancel"]) {
  addEventListener(end, (event) => {
    held.delete(event.pointerId);
    $("map").classList.remove("held");
  });
}
$("map").addEventListener("click", (event) => { if (moved) { event.stopPropagation(); moved = false; } }, true);
$("map").addEventListener("wheel", (event) => {
  event.preventDefault();
  const edge = $("map").getBoundingClientRect();
  if (event.ctrlKey || event.metaKey) {
    CardMap.zoom(Math.exp(-event.deltaY / 300), event.clientX - edge.left, event.clientY - edge.top);
    return;
  }
  CardMap.view.x -= event.shiftKey ? event.deltaY : event.deltaX;
  CardMap.view.y -= event.shiftKey ? 0 : event.deltaY;
  CardMap.move();
}, { passive: false });
$("map").addEventListener("scroll", () => { $("map").scrollTo(0, 0); });
