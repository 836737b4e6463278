"""The extension for VS Code: what it contributes is there, its snippets are maps, and it starts what it says it starts."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from wrong_edits import MAP

import argmap
from argmap.formats import FORMATS

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "editors" / "vscode"
PACKAGE = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))
SNIPPETS = json.loads((FOLDER / "snippets.json").read_text(encoding="utf-8"))


def written(body):
    """A snippet as it is inserted: with the first choice or the default at each stop."""
    text = "\n".join(body)
    text = re.sub(r"\$\{\d+\|([^,|]*)[^|]*\|\}", r"\1", text)
    return re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text).replace("$0", "")


def test_every_file_that_it_contributes_is_there():
    named = re.findall(
        r'"path": "\./([^"]+)"|"configuration": "\./([^"]+)"', (FOLDER / "package.json").read_text("utf-8")
    )
    for path in filter(None, sum(named, ())):
        json.loads((FOLDER / path).read_text(encoding="utf-8"))
    (language,) = PACKAGE["contributes"]["languages"]
    assert set(language["extensions"]) == {end for end in FORMATS["outline"].suffixes if end.startswith(".argmap.")}
    assert PACKAGE["version"] == argmap.__version__


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_snippet_makes_a_map(name):
    prefix, text = SNIPPETS[name]["prefix"], written(SNIPPETS[name]["body"])
    if prefix == "argmap":
        m = argmap.loads(text)
        assert [one for one in argmap.check(m) if one.severity == "warning"] == []
        return
    if prefix == "unless":
        whole = "claim: It pays.\nid: main\nbecause:\n  - premise: It is cheaper.\n" + indented(text, "    ")
    elif prefix == "expect":
        whole = f"claim: It pays.\nid: main\n{text}\n"
    else:
        word = "but" if prefix == "counterevidence" else "because"
        whole = f"claim: It pays.\nid: main\n{word}:\n" + indented(text, "  ")
    assert argmap.loads(whole).conclusion == "main"


def indented(text, pad):
    return "".join(f"{pad}{line}\n" for line in text.splitlines())


STUB = """
const Module = require("node:module");
const said = [], commands = {};
const vscode = {
  workspace: { getConfiguration: () => ({ get: () => COMMAND }) },
  window: { activeTextEditor: { document: { uri: { fsPath: FILE }, save: async () => true } }, showErrorMessage: (text) => said.push(text) },
  commands: {
    registerCommand: (name, run) => ((commands[name] = run), {}),
    executeCommand: async (name, address) => said.push(`${name} ${address}`),
  },
  env: { asExternalUri: async (uri) => uri },
  Uri: { parse: (text) => text },
  ViewColumn: { Beside: -2 },
};
class LanguageClient {
  constructor(id, name, server, options) { said.push(`${server.args.at(-1)} ${options.documentSelector.length}`); }
  async start() {}
  async stop() {}
}
const load = Module._load;
Module._load = (name, ...rest) =>
  name === "vscode" ? vscode : name === "vscode-languageclient/node" ? { LanguageClient } : load(name, ...rest);
const extension = require(EXTENSION);
(async () => {
  const subscriptions = [];
  await extension.activate({ subscriptions });
  await commands["argmap.preview"]();
  const address = said.at(-1).split(" ")[1];
  said.push((await (await fetch(address)).text()).includes("Moving the archive") ? "page" : "no page");
  await extension.deactivate();
  console.log(JSON.stringify(said));
})();
"""


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_it_starts_the_server_and_shows_the_page(tmp_path):
    file = tmp_path / "a.argmap.yaml"
    file.write_text(MAP, encoding="utf-8")
    known = {"COMMAND": [sys.executable, "-m", "argmap"], "FILE": str(file), "EXTENSION": str(FOLDER / "extension.js")}
    script = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in known.items()) + STUB
    done = subprocess.run(["node", "-"], input=script, check=True, capture_output=True, text=True, cwd=ROOT, timeout=60)
    started, shown, page = json.loads(done.stdout)
    assert started == "lsp 2"
    assert re.fullmatch(r"simpleBrowser\.api\.open http://127\.0\.0\.1:\d+/", shown)
    assert page == "page"
