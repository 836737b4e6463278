// What can be taken along: the address, the changed map as a file, the view as a picture.

// The map with everything that was changed here; who is heard is not part of it.
function changedMap() {
  const map = structuredClone(page.map), { base, weights } = settled(state, given, null);
  const write = (into, key, values, before) => values.forEach((x, at) => {
    if (x !== before[at]) into[at][key] = Number(x.toFixed(4));
  });
  write(map.nodes, "strength", base, given);
  write(map.relations, "weight", weights, page.weights);
  return JSON.stringify(map, null, 2) + "\n";
}

async function copied(text, done, label) {
  try {
    await navigator.clipboard.writeText(text);
    notice(done);
  } catch {
    const area = h("textarea", { value: text, rows: 8, cols: 60, readOnly: true, "aria-label": label });
    notice("Copy this text:", area);
    area.select();
  }
}

const copyLink = () => {
  Scenario.remember();
  return copied(location.href, "Copied: a link to what is on the page now.", "The link");
};
const copyMap = () => copied(changedMap(), "Copied: the map as .argmap.json. argmap convert turns it into YAML.", "The map as .argmap.json");

let noticed = 0;
function notice(...said) {
  clearTimeout(noticed);
  $("notice").replaceChildren(...said);
  $("notice").hidden = false;
  if (said.length === 1) noticed = setTimeout(() => ($("notice").hidden = true), 6000);
}

function download(content, name) {
  const address = URL.createObjectURL(content), link = h("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
