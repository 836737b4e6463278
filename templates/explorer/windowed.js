// Long lists of which only what is in the window, or near it, is in the page: pieces are filled as they come and emptied as they go.

const Windowed = (() => {
  const PIECE = 30, NEAR = "900px", HIGH = 40;
  const pieces = new Map(), pieceOf = new Map(), made = new Map();
  let observer = null, making = null;

  function show(holder, items, make) {
    observer?.disconnect();
    pieces.clear();
    pieceOf.clear();
    made.clear();
    making = make;
    observer = new IntersectionObserver((seen) => seen.forEach(({ target, isIntersecting }) => (
      isIntersecting ? fill(target) : empty(target)
    )), { root: $("middle"), rootMargin: `${NEAR} 0px` });
    const all = [];
    for (let at = 0; at < items.length; at += PIECE) {
      const piece = h("div", { className: "piece" }), mine = items.slice(at, at + PIECE);
      piece.style.minHeight = `${mine.length * HIGH}px`;
      pieces.set(piece, mine);
      for (const one of mine) pieceOf.set(one, piece);
      all.push(piece);
    }
    holder.replaceChildren(...all);
    all.slice(0, 2).forEach(fill);
    for (const piece of all) observer.observe(piece);
  }

  function fill(piece) {
    if (piece.firstChild || !pieces.has(piece)) return;
    const mine = pieces.get(piece);
    Hinges.more(mine.map((number) => Rows.rows[number].at));
    for (const one of mine) made.set(one, making(one));
    piece.append(...mine.map((one) => made.get(one)));
    piece.style.minHeight = "";
  }

  function empty(piece) {
    if (!piece.firstChild || piece.contains(document.activeElement) || matchMedia("print").matches) return;
    piece.style.minHeight = `${piece.offsetHeight}px`;
    for (const one of pieces.get(piece)) made.delete(one);
    piece.replaceChildren();
  }

  // The row of an item, which is made if it is not in the page.
  function of(item) {
    const piece = pieceOf.get(item);
    if (piece) fill(piece);
    return made.get(item);
  }

  const all = () => { for (const piece of pieces.keys()) fill(piece); };
  return { show, of, all, made };
})();
