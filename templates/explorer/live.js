// Where the page is served: a saved map is taken in with everything that was changed here, a mistake is shown and the
// last good map stays.

(() => {
  const events = new EventSource("events");
  events.addEventListener("saved", () => location.reload());
  events.addEventListener("mistake", (event) => {
    const notice = document.getElementById("notice");
    notice.textContent = JSON.parse(event.data);
    notice.hidden = false;
  });
})();
