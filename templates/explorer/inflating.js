// What the page carries deflated; see argmap/renderers/deflating.py.

const Inflating = (() => {
  async function numbers(text) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const all = new Uint8Array(await new Response(stream).arrayBuffer()), count = all.length / 4;
    return Int32Array.from({ length: count }, (_, at) => (
      all[at] | (all[count + at] << 8) | (all[2 * count + at] << 16) | (all[3 * count + at] << 24)
    ));
  }

  // The circuit of the map, or null where it has none.
  async function circuit(text) {
    if (!text) return null;
    const all = await numbers(text), [size, statements] = all, choices = new Int32Array(3 * size);
    let at = 2;
    const column = (count, summed) => {
      const part = all.slice(at, at + count);
      at += count;
      if (summed) for (let place = 1; place < count; place++) part[place] += part[place - 1];
      return part;
    };
    for (const [place, summed] of [[0, true], [1, false], [2, false]]) {
      column(size, summed).forEach((slot, row) => { choices[3 * row + place] = slot; });
    }
    return { choices, stands: column(statements, true), defeated: column(statements, true), steps: column(all.length - at, true) };
  }

  return { circuit };
})();
