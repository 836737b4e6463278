"""The docs: what is made from a table is that of the table, every snippet runs, every link leads somewhere, and words are kept."""

import ast
import importlib.util
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from argmap import load, loads
from argmap.editing.operations import OPERATIONS
from argmap.servers.tools import TOOLS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
TUTORIAL, COOKBOOK, GLOSSARY = (DOCS / f"{name}.md" for name in ("tutorial", "cookbook", "glossary"))
ASSURANCE, AGENTS, EDITORS = (DOCS / f"{name}.md" for name in ("assurance", "agents", "editors"))
CASES, SCALE = DOCS / "cases.md", DOCS / "scale.md"
"""Pages with a test file of their own."""
WALKED = (TUTORIAL, COOKBOOK, ASSURANCE, AGENTS, EDITORS)
"""Pages that a reader follows from top to bottom, with files and commands."""
READ = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
"""What stands at the top of the repository, to be read there."""

_spec = importlib.util.spec_from_file_location("pages", DOCS / "pages.py")
pages = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(pages)


def blocks(path, language):
    found = re.findall(rf"```{language}\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
    return [pytest.param(block, id=f"{path.stem}-{at}") for at, block in enumerate(found)]


def argmap(command, cwd):
    done = subprocess.run(
        [sys.executable, "-m", "argmap", *shlex.split(command)],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == (1 if command.startswith("diff") else 0), done.stdout + done.stderr
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


@pytest.fixture(scope="module")
def kitchen(tmp_path_factory):
    """A folder with the files of the tutorial and the cookbook."""
    folder = tmp_path_factory.mktemp("kitchen")
    for page in WALKED:
        for name, text in re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", page.read_text("utf-8"), re.DOTALL):
            if name != "pyproject.toml":
                (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", pages.KEPT_PAGES)
def test_a_page_that_is_made_from_tables(name, golden):
    golden(name, pages.KEPT_PAGES[name](), folder="docs")


def test_the_operations_of_the_page_are_those_of_the_table(golden):
    rows = [
        f"| `{row.name}` | {words(row.required)} | {words(row.optional)} | {row.about} |" for row in OPERATIONS.values()
    ]
    head = "| operation | required | optional | what it does |\n|:--|:--|:--|:--|"
    made = "\n".join(("<!-- operations -->", head, *rows, "<!-- /operations -->"))
    page = AGENTS.read_text("utf-8")
    golden(
        AGENTS.name, re.sub(r"<!-- operations -->.*<!-- /operations -->", lambda _: made, page, flags=re.DOTALL), "docs"
    )


def words(keys):
    return ", ".join(f"`{key}`" for key in keys)


def test_the_tools_of_the_page_are_those_of_the_server():
    assert re.findall(
        r"^\| `(\w+)` \| (?=what|whether|the)", AGENTS.read_text("utf-8").split("## Serve")[1], re.MULTILINE
    ) == [*TOOLS]


@pytest.mark.parametrize("page", [COOKBOOK, ASSURANCE, AGENTS], ids=lambda page: page.stem)
def test_commands_of_a_page_one_after_the_other(page, kitchen):
    for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        for part in block.split("$ argmap ")[1:]:
            command, _, shown = part.partition("\n")
            printed = argmap(command, kitchen)
            for line in shown.splitlines():
                assert line in printed, command


def test_the_case_is_kept_true_from_top_to_bottom(tmp_path):
    text = CASES.read_text("utf-8")
    for name, content in re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", text, re.DOTALL):
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "argmap").write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m argmap "$@"\n')
    (tmp_path / "argmap").chmod(0o755)
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        for part in block.split("$ ")[1:]:
            command, _, shown = part.partition("\n")
            done = subprocess.run(
                ["bash", "-c", f"PATH=$PWD:$PATH; {command}"],
                cwd=tmp_path,
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            assert done.returncode in (0, 1), done.stderr
            assert bool(shown) or not done.stdout, done.stdout
            for line in shown.splitlines():
                assert line in done.stdout, done.stdout + done.stderr
    for name in ("merged", "whole"):
        assert load(tmp_path / f"{name}.argmap.yaml").statements


def test_commands_of_the_tutorial_print_what_it_shows(kitchen, golden):
    def run(block):
        commands = re.findall(r"^\$ argmap (.*)$", block[1], re.MULTILINE)
        return "```console\n" + "\n".join(f"$ argmap {one}\n{argmap(one, kitchen)}" for one in commands) + "```"

    golden(TUTORIAL.name, re.sub(r"```console\n(.*?)```", run, TUTORIAL.read_text("utf-8"), flags=re.DOTALL), "docs")


def test_the_mistake_of_the_tutorial_is_told_as_it_says(kitchen):
    wrong = (kitchen / "mistake.argmap.yaml").read_text(encoding="utf-8").replace("premise", "premiss")
    with pytest.raises(ValueError, match=r":3:5: .*did you mean 'premise'\?"):
        loads(wrong)


def test_settings_of_the_cookbook(kitchen):
    (text,) = re.findall(r"<!-- file: pyproject.toml -->\n```toml\n(.*?)```", COOKBOOK.read_text("utf-8"), re.DOTALL)
    (kitchen / "pyproject.toml").write_text(text, encoding="utf-8")
    printed = argmap("check memo.argmap.yaml", kitchen)
    (kitchen / "pyproject.toml").unlink()
    assert printed == ""


@pytest.mark.parametrize(
    "block", [block for path in sorted(DOCS.glob("*.md")) if path != SCALE for block in blocks(path, "python")]
)
def test_python_of_the_docs(block):
    exec(compile(block, "docs", "exec"), {"__name__": "docs"})  # noqa: S102


@pytest.mark.parametrize("block", [block for path in sorted(DOCS.glob("*.md")) for block in blocks(path, "yaml")])
def test_maps_of_the_docs(block):
    assert loads(block).conclusion


@pytest.mark.parametrize("path", sorted((ROOT / "arguments").glob("*.argmap.yaml")), ids=lambda path: path.stem)
def test_every_shipped_map_has_an_entry_in_the_gallery(path):
    entry = pages.part(f"gallery/{path.name.removesuffix('.argmap.yaml')}")
    assert len(entry.split()) > 30
    m = load(path)
    for id in re.findall(r"--(?:grant|reject) ([a-z-]+)", entry):
        assert id in m.statements_by_id


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The folder that Sphinx reads, with every page."""
    folder = tmp_path_factory.mktemp("docs") / "site"
    pages.assemble(folder)
    return folder


@pytest.mark.slow
def test_every_page_is_in_the_navigation_and_no_link_is_dead(site):
    navigation = (site / "index.md").read_text(encoding="utf-8")
    for page in site.glob("*.md"):
        assert page.name in ("index.md", "china-llm.md") or re.search(rf"^{page.stem[:7]}", navigation, re.MULTILINE), (
            page.name
        )
        assert dead_links(page) == []


@pytest.mark.parametrize("name", READ)
def test_no_link_of_the_repository_is_dead(name):
    assert dead_links(ROOT / name) == []


def dead_links(page):
    """The links of a page to files and headings that are not there."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    found = [*re.findall(r"\]\(([^)\s]+)\)", text), *re.findall(r'(?:href|src|srcset)="([^"]+)"', text)]
    return [link for link in found if not re.match(r"https?:|mailto:", link) and not leads_somewhere(page, link)]


def leads_somewhere(page, link):
    name, _, anchor = link.partition("#")
    path = (page.parent / name) if name else page
    if not anchor or not path.is_file():
        return path.exists()
    text = path.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.*)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    named = re.findall(r'(?:id|name)="([^"]+)"', text)
    return anchor in {*map(slug, headings), *named}


def slug(heading):
    """The anchor that GitHub and the site give a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def glossary():
    rows = re.findall(r"^\| (?!term|:)(.+?) \| (.+?) \| (.*?) \|$", GLOSSARY.read_text("utf-8"), re.MULTILINE)
    return {term: [word for word in unwanted.split(", ") if word] for term, _, unwanted in rows}, [
        row[0] for row in rows
    ]


def test_the_glossary_defines_each_term_once_and_in_order_of_need():
    words, terms = glossary()
    assert len(terms) >= 25
    assert len(words) == len(terms)
    unwanted = [word for row in words.values() for word in row]
    assert len(set(unwanted)) == len(unwanted)
    assert not set(unwanted) & set(terms)


def messages():
    """Every text in the package that may be printed: its strings without docstrings, with the file."""
    for path in sorted((ROOT / "argmap").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
                if "foreign" in path.parts and " " not in node.value:
                    continue  # a word of another format
                yield path, node.value


def prose(path):
    """A page without its code, which may quote anything."""
    return re.sub(r"```.*?```|`[^`]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_every_signature_of_the_reference_is_python():
    written = re.findall(r"^```python\n(\w+\(.*)\n```$", pages.api(), re.MULTILINE)
    assert len(written) > 20
    for line in written:
        ast.parse(f"def {line}: ...")
        assert not re.search(r'(: |-> )"', line), line


def test_words_that_the_glossary_forbids_occur_nowhere():
    words, _ = glossary()
    unwanted = re.compile(
        rf"\b({'|'.join(re.escape(word) for row in words.values() for word in row)})s?\b", re.IGNORECASE
    )
    written = [
        path
        for path in (*DOCS.glob("*.md"), *map(ROOT.joinpath, READ))
        if path not in (GLOSSARY, DOCS / "china-llm.md")
    ]
    said = [(path, prose(path)) for path in written]
    assert [(path.name, found[0]) for path, text in (*said, *messages()) for found in unwanted.finditer(text)] == []
