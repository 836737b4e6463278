// The view as a picture: what the page shows, read off it as boxes, lines and text, and written as SVG or drawn as pixels.

const Picture = (() => {
  const PAD = 20, DENSE = 2;

  // All shapes under these elements, in the order of painting, measured from the corner of the first.
  function shapes(roots) {
    const found = [], edge = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    const clear = (colour) => colour === "transparent" || /, 0\)$/.test(colour);
    const grow = (box) => {
      edge.left = Math.min(edge.left, box.left);
      edge.top = Math.min(edge.top, box.top);
      edge.right = Math.max(edge.right, box.right);
      edge.bottom = Math.max(edge.bottom, box.bottom);
    };
    const visit = (one) => {
      const style = getComputedStyle(one), box = one.getBoundingClientRect();
      if (style.display === "none" || style.visibility === "hidden" || one.classList.contains("sr") || one.matches("button.undo, #controls")) return;
      if (one instanceof SVGElement) {
        if (one.matches("path, circle, line, text")) found.push({ kind: "vector", one, style, box, matrix: one.getScreenCTM() });
        if (one.matches("path, circle, line, text")) grow(box);
        for (const child of one.children) visit(child);
        return;
      }
      const width = parseFloat(style.borderTopWidth), left = parseFloat(style.borderLeftWidth);
      const edged = (width || left) && style.borderLeftStyle !== "none" && !clear(style.borderLeftColor);
      const hatched = style.backgroundImage !== "none";
      const painted = box.width && box.height && (!clear(style.backgroundColor) || edged || hatched);
      for (const box of painted ? one.getClientRects() : []) {
        grow(box);
        const ink = style.getPropertyValue(style.getPropertyValue("--lost") ? "--main-ink" : "--con").trim();
        found.push({
          kind: "box", box, hatched, ink, width, fill: clear(style.backgroundColor) ? "none" : style.backgroundColor,
          stroke: edged && width ? style.borderLeftColor : "none", rail: edged && !width ? style.borderLeftColor : null,
          radius: Math.min(parseFloat(style.borderTopLeftRadius) || 0, box.height / 2),
        });
      }
      for (const child of one.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) lines(child, style, found, grow);
        else if (child.nodeType === Node.ELEMENT_NODE) visit(child);
      }
    };
    roots.forEach(visit);
    return { found, edge };
  }

  // The lines that a text was broken into.
  function lines(node, style, found, grow) {
    const text = node.data, range = document.createRange();
    let start = 0, last = null;
    const put = (end) => {
      const said = text.slice(start, end);
      if (last && said.trim()) {
        grow(last);
        const shift = said.length - said.trimStart().length;
        range.setStart(node, start + shift);
        range.setEnd(node, end);
        const box = range.getBoundingClientRect();
        found.push({ kind: "text", text: style.textTransform === "uppercase" ? said.trim().toUpperCase() : said.trim(), box, style });
      }
    };
    for (let at = 0; at < text.length; at++) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getClientRects()[0];
      if (!box || !box.width) continue;
      if (last && Math.abs(box.top - last.top) > box.height / 2) {
        put(at);
        start = at;
        last = box;
      } else last = last ? { top: last.top, left: last.left, right: box.right, bottom: box.bottom, height: box.height } : box;
    }
    put(text.length);
  }

  // The outline with the strip above it, or the map as large as it is unzoomed.
  function shown() {
    if (state.view === "outline") {
      Windowed.all();
      return shapes([$("why"), $("rows")]);
    }
    $("stage").style.transform = "none";
    const found = shapes([$("lines"), $("tree")]);
    CardMap.move();
    return found;
  }

  const escaped = (text) => text.replace(/[&<>"']/g, (one) => `&#${one.codePointAt(0)};`);
  const round = (x) => Number(x.toFixed(1));
  const SHAPES = {
    rect: (pen, { x, y, width, height, rx }) => pen.roundRect(x, y, width, height, rx),
    circle: (pen, { cx, cy, r }) => pen.arc(cx, cy, r, 0, 7),
    line: (pen, { x1, y1, x2, y2 }) => { pen.moveTo(x1, y1); pen.lineTo(x2, y2); },
    path: (pen, { d }) => pen.addPath(new Path2D(d)),
  };

  // The elements of an SVG: name, attributes, text.
  function elements({ found, edge }) {
    const x = (value) => round(value - edge.left + PAD), y = (value) => round(value - edge.top + PAD);
    return found.flatMap((one) => {
      const { style, box } = one;
      if (one.kind === "text") {
        const rtl = style.direction === "rtl";
        return [["text", {
          x: x(rtl ? box.right : box.left), ...(rtl ? { "text-anchor": "end" } : {}), y: y(box.top + box.height * 0.78), fill: style.color,
          "font-size": parseFloat(style.fontSize), "font-weight": style.fontWeight, "font-style": style.fontStyle,
        }, rtl ? `\u202b${one.text}\u202c` : one.text]];
      }
      if (one.kind === "vector") return [vector(one, x, y)];
      const { fill, stroke, width, radius, rail, hatched } = one;
      if (rail) return [["path", { d: `M${x(box.left)} ${y(box.top)}V${y(box.bottom)}`, stroke: rail, fill: "none" }, ""]];
      if (hatched) return [["path", { d: hatch(box, x, y), stroke: one.ink, "stroke-width": 1.6, fill: "none" }, ""]];
      const size = { x: x(box.left), y: y(box.top), width: round(box.width), height: round(box.height), rx: radius };
      return [["rect", { ...size, fill, stroke, "stroke-width": width }, ""]];
    });
  }

  // Slanting lines across a box.
  function hatch({ left, right, top, bottom }, x, y) {
    const lines = [], high = bottom - top;
    for (let at = left; at < right; at += 4.5) {
      const wide = Math.min(high, right - at);
      lines.push(`M${x(at)} ${y(bottom)}L${x(at + wide)} ${y(bottom - wide)}`);
    }
    return lines.join("");
  }

  function vector({ one, style, matrix: { a, d, e, f } }, x, y) {
    const told = {};
    for (const { name, value } of one.attributes) {
      if (/^(d|c[xy]|r|[xy][12]?)$/.test(name)) told[name] = name === "d" ? value : Number(value);
    }
    for (const key of ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap"]) told[key] = style.getPropertyValue(key);
    if (one.tagName === "text") Object.assign(told, { "font-size": 12, "font-weight": 700, "text-anchor": "middle" });
    return [one.tagName, { transform: `matrix(${a} 0 0 ${d} ${x(e)} ${y(f)})`, ...told }, one.tagName === "text" ? one.textContent : ""];
  }

  function sheet() {
    const made = shown(), { edge } = made;
    return {
      all: elements(made), wide: Math.ceil(edge.right - edge.left + 2 * PAD), high: Math.ceil(edge.bottom - edge.top + 2 * PAD),
      ground: getComputedStyle(document.body).backgroundColor, font: getComputedStyle(document.body).fontFamily,
    };
  }

  function svg() {
    const { all, wide, high, ground, font } = sheet();
    const told = (given) => Object.entries(given).map(([key, value]) => ` ${key}="${escaped(String(value))}"`).join("");
    const element = ([name, given, said]) => `<${name}${told(given)}>${escaped(said)}</${name}>`;
    return `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${high}" width="${wide}" height="${high}"`
      + ` font-family="${escaped(font)}"><title>${escaped(document.title)}</title><rect width="${wide}" height="${high}" fill="${ground}"/>`
      + `${all.map(element).join("\n")}</svg>\n`;
  }

  function png() {
    const { all, wide, high, ground, font } = sheet(), scale = Math.min(DENSE, 16_000 / Math.max(wide, high));
    const canvas = h("canvas", { width: Math.ceil(wide * scale), height: Math.ceil(high * scale) }), pen = canvas.getContext("2d");
    pen.scale(scale, scale);
    pen.fillStyle = ground;
    pen.fillRect(0, 0, wide, high);
    for (const [name, given, said] of all) {
      pen.save();
      if (given.transform) pen.transform(...given.transform.slice(7, -1).split(" ").map(Number));
      paint(pen, name, given, said, font);
      pen.restore();
    }
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  }

  function paint(pen, name, given, said, font) {
    pen.fillStyle = given.fill;
    pen.strokeStyle = given.stroke;
    pen.lineWidth = parseFloat(given["stroke-width"] ?? 1);
    pen.lineCap = given["stroke-linecap"] ?? "butt";
    pen.setLineDash((given["stroke-dasharray"] ?? "none") === "none" ? [] : given["stroke-dasharray"].split(/[ ,]+/).map(parseFloat));
    if (name === "text") {
      pen.font = `${given["font-style"] ?? "normal"} ${given["font-weight"]} ${given["font-size"]}px ${font}`;
      pen.textAlign = { middle: "center", end: "right" }[given["text-anchor"]] ?? "left";
      pen.fillText(said, given.x, given.y);
      return;
    }
    const path = new Path2D();
    SHAPES[name](path, given);
    if (given.fill !== "none") pen.fill(path);
    if (given.stroke && given.stroke !== "none" && pen.lineWidth) pen.stroke(path);
  }

  async function save(kind) {
    const content = kind === "svg" ? new Blob([svg()], { type: "image/svg+xml" }) : await png();
    download(content, `${nodes[argument.main].id}.${kind}`);
  }

  return { svg, png, save };
})();
