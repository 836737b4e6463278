"""The page about corpora: its commands and its Python run from top to bottom in one folder, and print what it shows; a line that ends in … begins so."""

import io
import re
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from argmap.cli.parser import run_verb
from argmap.corpus.table import FINDINGS, MAPS, STATEMENTS
from argmap.engine import ENGINES

PAGE = Path(__file__).parent.parent / "docs" / "scale.md"


def test_the_columns_are_those_of_the_tables(golden):
    tables = {table.name: table for table in (MAPS, STATEMENTS, FINDINGS)}

    def written(found):
        rows = [f"| `{column.name}` | {column.about} |" for column in tables[found[1]].columns]
        return "\n".join(
            [f"<!-- columns: {found[1]} -->", "", "| column | what it holds |", "|:--|:--|", *rows, "", "<!-- end -->"]
        )

    text = PAGE.read_text(encoding="utf-8")
    golden("scale.md", re.sub(r"<!-- columns: (\w+) -->.*?<!-- end -->", written, text, flags=re.DOTALL), "docs")
    assert set(re.findall(r"^\| `(\w+)` \| ", text.partition("## Engines")[2], re.MULTILINE)) == set(ENGINES)


@pytest.mark.slow
def test_the_page_runs_from_top_to_bottom(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def done(found):
        language, block = found.groups()
        if language == "python":
            with redirect_stdout(io.StringIO()):
                exec(compile(block, PAGE.name, "exec"), {"__name__": "docs"})  # noqa: S102
            return found[0]
        command, _, shown = block.removeprefix("$ argmap ").partition("\n")
        if "dask" in command:
            pytest.importorskip("distributed", reason="Dask is not installed (argmap[dask])")
        with redirect_stdout(io.StringIO()) as printed:
            try:
                code = run_verb(command.split())
            except SystemExit as end:
                code = end.code
        assert code == (1 if "check" in command else 0)
        for line in shown.splitlines():
            assert line.removesuffix("…") in printed.getvalue()
        return ""

    re.sub(r"```(python|console)\n(.*?)```", done, PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert {path.name for path in tmp_path.iterdir()} >= {
        "results.parquet",
        "findings.parquet",
        "corpus.md",
        "corpus-verdicts.svg",
    }
