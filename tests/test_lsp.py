"""The language server: what a text means at a place, and a session over standard input and output as an editor has it."""

import asyncio
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_loading import BROKEN
from wrong_edits import MAP

import argmap
from argmap import files
from argmap.editing.refusal import EditRefused
from argmap.lint import RULES
from argmap.lint.rules.rule import CheckedMap
from argmap.lint.settings import ProjectSettings
from argmap.servers.across import renamed_across
from argmap.servers.completing import completions
from argmap.servers.document import OpenDocument
from argmap.servers.marks import finding_marks, fixes, problem_marks

ROOT = Path(__file__).parent.parent
LSP = pytest.importorskip("lsprotocol.types", reason="argmap lsp needs argmap[lsp]")
FLAT = argmap.dumps(argmap.loads(MAP), "json")


def at(text, word, number=0):
    """The character in the middle of a word of a text."""
    place = -1
    for _ in range(number + 1):
        place = text.index(word, place + 1)
    return place + len(word) // 2


def said(document, span):
    return document.text[slice(*span)]


@pytest.mark.parametrize(
    ("word", "number", "id"),
    [
        ("Object storage", 0, "cheaper"),
        ("cheaper", 0, "cheaper"),
        ("cheaper", 1, "cheaper"),
        ("strong", 0, "cheaper"),
        ("0.8", 0, "cheaper.supports.move"),
        ("Egress fees", 0, "egress"),
        ("They have", 0, "time"),
        ("id: move", 0, "move"),
        ("Storage", 0, None),
    ],
)
def test_the_word_at_a_place_is_about_a_statement_or_a_step(word, number, id):
    assert OpenDocument(MAP).id_at(at(MAP, word, number)) == id


@pytest.mark.parametrize("text", [MAP, FLAT], ids=["outline", "json"])
def test_definition_and_references_are_the_id_and_nothing_else(text):
    document = OpenDocument(text)
    assert said(document, document.definition("cheaper")) == "cheaper"
    assert {said(document, span) for span in document.references("cheaper")} == {"cheaper"}
    assert len(document.references("cheaper")) == (1 if text is MAP else 2)


def test_hover_says_strength_verdict_and_why():
    document = OpenDocument(MAP)
    told, span = document.hover(at(MAP, "Moving the"))
    e = argmap.evaluate(argmap.loads(MAP))
    assert said(document, span) == "Moving the archive pays off."
    assert f"{e['move']:.2f}" in told
    assert e.verdict in told
    assert "Moving the archive pays off." in told
    told, _ = document.hover(at(MAP, "0.8"))
    assert "weight **0.80**" in told


def test_hostile_text_is_no_markup():
    told, _ = OpenDocument("claim: '<script>[x](javascript:alert(1)) **b**'\nid: a\n").hover(15)
    assert "<script>" not in told
    assert "[x](" not in told


@pytest.mark.parametrize("text", [MAP, FLAT], ids=["outline", "json"])
def test_hints_are_the_strengths_after_the_texts(text):
    document = OpenDocument(text)
    e = argmap.evaluate(document.m)
    assert len(document.hints) == 7
    for offset, shown in document.hints:
        id = document.id_at(offset)
        assert document.text[:offset].rstrip('"').endswith(document.m[id].text)
        assert shown == f"{e[id]:.2f}"


def test_symbols_are_the_tree_of_the_argument():
    (top,) = OpenDocument(MAP).symbols
    assert top.id == "move"
    assert [one.id for one in top.inner] == ["cheaper", "can-run", "overrun"]
    assert [one.id for one in top.inner[0].inner] == ["egress"]
    assert [one.id for one in top.inner[1].inner] == ["experience", "time"]
    assert len(OpenDocument(FLAT).symbols) == 7
    assert OpenDocument(MAP).folds


def proposed(text, known=None):
    """What is proposed where ¦ stands in a text."""
    return [one.text.strip() for one in completions(OpenDocument(text.replace("¦", "")), text.index("¦"), known)]


def test_completion_knows_keys_ids_and_words():
    assert proposed(MAP.replace("strength: weak", "strength: ¦weak"))[0] == "very weak"
    top = proposed(MAP.replace("\nbut:\n", "\n¦\nbut:\n"))
    assert {"title:", "strength:", "also:"} <= {*top}
    assert not {"because:", "but:", "expect:", "weight:"} & {*top}
    keys = proposed(MAP.replace("    weight: 0.8\n", "    ¦\n"))
    assert {"weight:", "why:", "note:", "but:"} <= {*keys}
    assert not {"id:", "strength:", "premise:", "tensions:"} & {*keys}
    assert {"all:", "premise:", "ref:"} <= {*proposed(MAP.replace("but:\n", "but:\n  - ¦\n"))}
    assert "weight:" not in proposed(MAP.replace("            id: time\n", "            id: time\n            ¦\n"))
    assert "accepted" in proposed(MAP.replace("turned-by: [cheaper]", "verdict: ¦"))
    m = argmap.loads(MAP)
    assert proposed(MAP.replace("but:\n", "but:\n  - ref: ¦\n"), m) == [*m]
    assert proposed(MAP.replace("[cheaper]", "[¦]"), m) == [*m]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("strength: 0.7", "strength: 70 %"),
        ("strength: 0.7", "strength: 70"),
        ("strength: 0.7", "strength: '0.7'"),
        ("strength: 1", "strength: 1.5"),
        ("strength: [0.4, 0.6]", "strength: 0.4-0.6"),
        ("strength: [0.4, 0.6]", "strength: [0.6, 0.4]"),
        ("strength: [0.4, strong]", "strength: [0.4, storng]"),
        ("strength: strong", "strength: storng"),
        ("id: late-delivery", "id: late delivery"),
        ("implicit: true", "implicit: yes"),
        ("voice: reported", "voice: reportd"),
        ("note: So it was.", "comment: So it was."),
        (
            "tensions: [{between: [move, overrun], why: They clash.}]",
            "tensions: [{between: [move, overun], why: They clash.}]",
        ),
        ("expect: [{of: move, turned-by: cheaper}]", "expect: [{of: move, turned-by: chaper}]"),
        ("argmap: 1", "argmap: 2"),
    ],
)
def test_what_passes_instead_is_written_in_the_place_of_what_is_wrong(right, wrong):
    plain = MAP.replace("    id: overrun\n    strength: weak\n", "").split("\nexpect:")[0]
    pad = "" if right.startswith(("tensions", "expect", "argmap")) else "    "
    other = "" if right.startswith("id:") else "    id: overrun\n"
    old, new = (f"{plain}{other}{pad}{line}\n" for line in (wrong, right))
    document = OpenDocument(old)
    (mark,) = problem_marks(document)
    (fix,) = fixes(document, mark)
    assert fix.text == new
    assert OpenDocument(new).m is not None


@pytest.mark.parametrize(
    ("right", "wrong"),
    [('"strength": "weak"', '"strength": "waek"'), ('"strength": 0.7', '"strength": "70 %"'), ('"target"', '"taget"')],
)
def test_what_passes_instead_is_written_as_json_has_it(right, wrong):
    start = FLAT.replace('"strength": "weak"', right) if "strength" in right else FLAT
    document = OpenDocument(start.replace(right, wrong, 1))
    mark = next(mark for mark in problem_marks(document) if mark.instead is not None)
    assert next(fixes(document, mark)).text == start


def test_what_is_offered_for_a_broken_text_ends_the_problem():
    offered = 0
    for text, *_ in BROKEN:
        document = OpenDocument(text)
        for mark in problem_marks(document):
            for fix in fixes(document, mark):
                offered += 1
                assert mark.message not in {other.message for other in problem_marks(OpenDocument(fix.text))}, (
                    text,
                    fix,
                )
    assert offered >= 15


def test_advice_that_is_no_value_is_no_fix():
    for text in (
        "claim: It pays.\nstrength: soon enough\n",
        "claim: It pays.\nbecause: []\n",
        "claim: It pays.\nbecause: [{ref: nowhere}]\n",
        "claim: It pays.\nscale: {likely: 70}\n",
    ):
        document = OpenDocument(text)
        assert [fix for mark in problem_marks(document) for fix in fixes(document, mark)] == []


def test_a_correction_of_a_finding_is_made_by_operations():
    text = "claim: It pays.\nid: pays\nrole: gaol  # of the case\nbecause: [{premise: It is cheap.}]\n"
    document = OpenDocument(text)
    mark = next(mark for mark in finding_marks(document) if mark.correction)
    (fix,) = fixes(document, mark)
    assert fix.text == text.replace("gaol", "goal")


def test_evidence_is_pinned_to_the_file_that_is_there(tmp_path):
    (tmp_path / "a.csv").write_text("1", encoding="utf-8")
    text = "claim: It pays.\nbecause:\n  - premise: It is cheap.\n    evidence: {file: a.csv}\n"
    document = OpenDocument(text, str(tmp_path / "a.argmap.yaml"))
    mark = next(mark for mark in finding_marks(document) if mark.code == "AM706")
    (fix,) = fixes(document, mark)
    assert "6b86b273" in fix.text
    assert "AM706" not in {mark.code for mark in finding_marks(OpenDocument(fix.text, document.file))}


def test_the_rules_that_are_asked_while_somebody_types_evaluate_nothing(monkeypatch):
    def evaluated(*_):
        raise AssertionError("a rule evaluates the map")

    for name in ("evaluation", "how"):
        monkeypatch.setattr(CheckedMap, name, property(evaluated))
    for text in (MAP, (ROOT / "arguments" / "china-llm.argmap.yaml").read_text(encoding="utf-8")):
        document = OpenDocument(text)
        for rule in RULES.values():
            if not rule.evaluates:
                list(rule.test(CheckedMap(document.m)))
        list(finding_marks(document, quick=True))
    assert all(rule.evaluates for code, rule in RULES.items() if code.startswith("AM4"))


def test_the_fix_of_a_rule_is_that_of_check():
    document = OpenDocument(MAP.replace("    weight: 0.8\n", "    because: [{premise: So say the invoices.}]\n"))
    (mark,) = (one for one in finding_marks(document) if one.code == "AM102")
    assert said(document, mark.span) == "premise: Object storage costs a third per byte."
    (fix,) = fixes(document, mark)
    assert fix.text == document.text.replace("premise: Object", "claim: Object")


def test_what_is_included_is_known_and_leads_to_its_file(tmp_path):
    other = tmp_path / "costs.argmap.yaml"
    other.write_text("claim: It costs less.\nid: less\nbut: [{counterevidence: Not yet., id: yet}]\n", encoding="utf-8")
    text = "claim: It pays.\nid: pays\nbecause:\n  - include: costs.argmap.yaml#less\n"
    document = OpenDocument(text, str(tmp_path / "main.argmap.yaml"))
    assert document.id_at(at(text, "costs")) == "less"
    assert document.elsewhere("less").file.endswith("costs.argmap.yaml")
    assert document.elsewhere("pays") is None
    assert len(document.hints) == 2
    (mark,) = (one for one in finding_marks(document) if one.code == "AM301")
    assert said(document, mark.span) == "costs.argmap.yaml#less"
    other.write_text("claim: It costs less.\nid: less\nstrength: 7\n", encoding="utf-8")
    (mark,) = problem_marks(OpenDocument(text, document.file))
    assert "costs.argmap.yaml:3:11" in mark.message


@pytest.fixture
def case(tmp_path):
    """A map that includes a part, which includes another, and the text of each."""
    texts = {
        "costs.argmap.yaml": "claim: It costs less.\nid: less\nbecause: [{premise: So say the bills., id: bills}]\n",
        "part.argmap.yaml": "claim: It is worth it.\nid: worth\nbecause:\n  - include: costs.argmap.yaml#less  # soon\n",
        "main.argmap.yaml": "claim: It pays.\nid: pays\nbecause:\n  - include: 'part.argmap.yaml#worth'\n"
        "but:\n  - counterevidence: It is slow.\n    id: slow\n    but: [{ref: less}]\n"
        "tensions:\n  - between: [slow, less.supports.worth]\nexpect: [{of: less, at-least: 0.1}]\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return {tmp_path / name: OpenDocument(text, str(tmp_path / name)) for name, text in texts.items()}


def named(case, *names):
    """The paths of the maps with these names."""
    return [next(path for path in case if path.name == f"{name}.argmap.yaml") for name in names]


def test_a_rename_reaches_every_file_that_includes_the_statement(case):
    main, part, costs = named(case, "main", "part", "costs")
    texts = renamed_across(case[costs], "less", "cheaper", case, files.read)
    assert texts[costs] == case[costs].text.replace("id: less", "id: cheaper")
    assert texts[part] == case[part].text.replace("#less", "#cheaper")
    wanted = case[main].text.replace("ref: less", "ref: cheaper").replace("of: less", "of: cheaper")
    assert texts[main] == wanted.replace("less.supports", "cheaper.supports")
    assert renamed_across(case[costs], "bills", "invoices", case, files.read).keys() == {*case}
    assert renamed_across(case[main], "slow", "late", case, files.read).keys() == {main}


def test_a_rename_that_cannot_reach_every_file_is_refused(case):
    part, costs = named(case, "part", "costs")
    with pytest.raises(EditRefused, match=r"main\.argmap\.yaml includes 'less', and has another 'slow'"):
        renamed_across(case[costs], "less", "slow", case, files.read)
    with pytest.raises(EditRefused, match=r"edit .*costs\.argmap\.yaml"):
        renamed_across(case[part], "less", "cheaper", case, files.read)
    broken = OpenDocument(case[part].text + "  - {}\n", str(part))
    with pytest.raises(EditRefused, match=r"part\.argmap\.yaml includes 'less', and is not a valid map at present"):
        renamed_across(case[costs], "less", "cheaper", {part: broken}, files.read)


def test_a_mistake_in_a_file_that_is_included_is_shown_at_the_include_and_mended_there_only(case):
    main = named(case, "main")[0]
    wrong = {"costs.argmap.yaml": case[main.parent / "costs.argmap.yaml"].text + "strength: 70 %\n"}
    for name, word in (("part", "costs.argmap.yaml#less"), ("main", "'part.argmap.yaml#worth'")):
        one = case[main.parent / f"{name}.argmap.yaml"]
        document = OpenDocument(
            one.text, one.file, None, lambda path: wrong.get(path.name, "").encode() or files.read(path)
        )
        (mark,) = problem_marks(document)
        assert said(document, mark.span) == word
        assert mark.message.startswith(f"{main.parent / 'costs.argmap.yaml'}:4:11: ")
        assert list(fixes(document, mark)) == []


def test_a_wrong_id_in_an_include_is_corrected_within_it(case):
    part = named(case, "part")[0]
    document = OpenDocument(case[part].text.replace("#less", "#les"), str(part))
    (mark,) = problem_marks(document)
    (fix,) = fixes(document, mark)
    assert fix.text == case[part].text


def test_includes_are_references(case):
    part = case[named(case, "part")[0]]
    assert [said(part, span) for span in part.references("less")] == ["less"]


def test_the_settings_of_the_project_are_those_of_check():
    agreed = ProjectSettings(ignore=("AM301",), evaluate=argmap.Evaluating(semantics="df-quad"))
    document = OpenDocument(MAP, "a.argmap.yaml", agreed)
    assert "AM301" in {mark.code for mark in finding_marks(OpenDocument(MAP))}
    assert "AM301" not in {mark.code for mark in finding_marks(document)}
    assert document.evaluation.semantics == "df-quad"
    (mark,) = finding_marks(OpenDocument(MAP, "a.argmap.yaml", ProjectSettings(sources={"*": "no such text"})))
    assert (mark.code, mark.span[0]) == ("settings", 0)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_text_that_is_being_typed_breaks_nothing(data):
    start = data.draw(st.integers(0, len(MAP)))
    end = data.draw(st.integers(start, min(start + 30, len(MAP))))
    typed = data.draw(st.sampled_from(["", ":", "- ", "{", "[", "\t", '"', "\u2028", "# ", "id: move\n", "\x07", "&a"]))
    document = OpenDocument(MAP[:start] + typed + MAP[end:])
    here = min(start + 1, len(document.text))
    for mark in (*problem_marks(document), *finding_marks(document, quick=True)):
        assert 0 <= mark.span[0] <= mark.span[1] <= len(document.text)
        list(fixes(document, mark))
    assert completions(document, here) is not None
    document.hover(here)
    assert document.formatted()
    assert document.folds is not None
    assert document.hints is not None
    assert document.symbols is not None


class Editor:
    """A client of the protocol that keeps what the server publishes."""

    def __init__(self):
        from pygls.lsp.client import LanguageClient

        self.client = LanguageClient("test", "1")
        self.published = asyncio.Queue()
        self.client.feature(LSP.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda found: self.published.put_nowait(found))  # noqa: PLW0108 - pygls writes to the function
        self.client.feature(LSP.WORKSPACE_INLAY_HINT_REFRESH)(lambda _: None)
        self.version = 1

    async def __aenter__(self):
        await self.client.start_io(sys.executable, "-m", "argmap", "lsp", "--stdio", cwd=str(ROOT))
        result = await self.client.initialize_async(LSP.InitializeParams(ABLE))
        self.capabilities = result.capabilities
        self.client.initialized(LSP.InitializedParams())
        return self

    async def __aexit__(self, *_):
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()

    async def diagnostics(self, wanted):
        """The diagnostics of the first publication that is wanted."""
        while True:
            found = await self.published.get()
            if found.version in (None, self.version) and wanted(found.diagnostics):
                return found.diagnostics

    async def published_for(self, uri, wanted):
        """The diagnostics of the first publication for a document that is wanted."""
        while True:
            found = await self.published.get()
            if found.uri == uri and wanted(found.diagnostics):
                return found.diagnostics

    def open(self, uri, text):
        self.client.text_document_did_open(
            LSP.DidOpenTextDocumentParams(LSP.TextDocumentItem(uri, "argmap", self.version, text))
        )

    def type(self, uri, text):
        self.version += 1
        change = LSP.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(
            LSP.DidChangeTextDocumentParams(LSP.VersionedTextDocumentIdentifier(self.version, uri), [change])
        )


def applied(text, edits):
    """A text after edits whose positions count UTF-16 units."""
    lines = text.splitlines(keepends=True)

    def offset(position):
        here = lines[position.line] if position.line < len(lines) else ""
        units = here.encode("utf-16-le")[: 2 * position.character].decode("utf-16-le")
        return sum(map(len, lines[: position.line])) + len(units)

    for edit in sorted(edits, key=lambda edit: offset(edit.range.start), reverse=True):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text


ABLE = LSP.ClientCapabilities(
    text_document=LSP.TextDocumentClientCapabilities(
        rename=LSP.RenameClientCapabilities(prepare_support=True),
        publish_diagnostics=LSP.PublishDiagnosticsClientCapabilities(related_information=True),
    )
)
"""What the editor of the tests can do."""


def run(session):
    """Runs a session in a thread of its own: a browser of other tests may have a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(asyncio.wait_for(session(), 40))).result()


def test_a_session_opens_with_an_error_fixes_renames_hovers_and_formats(tmp_path):
    uri = (tmp_path / "a.argmap.yaml").as_uri()
    here = LSP.TextDocumentIdentifier(uri)
    right = MAP.replace("Moving the", "𝕄oving the").replace("strength: weak", "strength:   weak")
    wrong = right.replace("strength:   weak", "strength: 70 %")

    async def session():
        async with Editor() as editor:
            assert editor.capabilities.rename_provider.prepare_provider
            editor.open(uri, wrong)
            (problem,) = await editor.diagnostics(bool)
            assert (problem.code, problem.severity, problem.source) == ("load", LSP.DiagnosticSeverity.Error, "argmap")
            assert "write 0.7" in problem.message
            context = LSP.CodeActionContext([problem])
            (action,) = await editor.client.text_document_code_action_async(
                LSP.CodeActionParams(here, problem.range, context)
            )
            fixed = applied(wrong, action.edit.changes[uri])
            assert fixed == wrong.replace("70 %", "0.7")
            editor.type(uri, right)
            found = await editor.diagnostics(lambda found: any(one.code == "AM301" for one in found))
            note = next(one for one in found if one.code == "AM301")
            actions = await editor.client.text_document_code_action_async(
                LSP.CodeActionParams(here, note.range, LSP.CodeActionContext([note]))
            )
            assert any("AM301" in str(one.command) for one in actions)
            line = right.splitlines().index("    id: cheaper")
            place = LSP.Position(line, 9)
            hover = await editor.client.text_document_hover_async(LSP.HoverParams(here, place))
            assert "strength **0.75**" in hover.contents.value
            assert hover.range.start == LSP.Position(line, 8)
            changed = await editor.client.text_document_rename_async(LSP.RenameParams(here, place, "price"))
            new = applied(right, changed.changes[uri])
            assert new == right.replace("cheaper", "price")
            with pytest.raises(Exception, match="to must be new"):
                await editor.client.text_document_rename_async(LSP.RenameParams(here, place, "overrun"))
            edits = await editor.client.text_document_formatting_async(
                LSP.DocumentFormattingParams(here, LSP.FormattingOptions(2, insert_spaces=True))
            )
            from argmap.formats.formatter import laid_out

            assert applied(right, edits) == laid_out(right)
            everything = LSP.Range(LSP.Position(0, 0), LSP.Position(99, 0))
            hints = await editor.client.text_document_inlay_hint_async(LSP.InlayHintParams(here, everything))
            assert len(hints) == 7
            (claim,) = (one for one in hints if one.position.line == 1)
            assert claim.position.character == len(right.splitlines()[1].encode("utf-16-le")) // 2
            symbols = await editor.client.text_document_document_symbol_async(LSP.DocumentSymbolParams(here))
            assert symbols[0].name == "move"
            uses = await editor.client.text_document_references_async(
                LSP.ReferenceParams(LSP.ReferenceContext(include_declaration=True), here, place)
            )
            assert len(uses) == 2
            target = await editor.client.text_document_definition_async(LSP.DefinitionParams(here, uses[1].range.start))
            assert target == uses[0]
            folds = await editor.client.text_document_folding_range_async(LSP.FoldingRangeParams(here))
            assert folds
            items = await editor.client.text_document_completion_async(
                LSP.CompletionParams(here, LSP.Position(line + 1, 14))
            )
            assert "very strong" in [item.label for item in items]

    run(session)


def test_a_session_knows_the_files_that_a_map_includes_as_the_editor_has_them(case):
    main, part, costs = named(case, "main", "part", "costs")
    uris = {path: path.as_uri() for path in case}

    async def session():
        async with Editor() as editor:
            editor.open(uris[main], case[main].text)
            await editor.diagnostics(bool)
            editor.open(uris[costs], case[costs].text)
            wrong = case[costs].text + "strength: 70 %\n"
            editor.type(uris[costs], wrong)
            problem = (await editor.published_for(uris[main], lambda found: any(one.code == "load" for one in found)))[
                0
            ]
            assert problem.range.start == LSP.Position(3, 13)
            (there,) = problem.related_information
            assert (there.location.uri, there.location.range.start) == (uris[costs], LSP.Position(3, 10))
            editor.type(uris[costs], case[costs].text)
            await editor.published_for(uris[main], lambda found: found and all(one.code != "load" for one in found))
            here = LSP.TextDocumentIdentifier(uris[main])
            target = await editor.client.text_document_definition_async(LSP.DefinitionParams(here, LSP.Position(7, 16)))
            assert (target.uri, target.range.start) == (uris[costs], LSP.Position(0, 0))
            with pytest.raises(Exception, match=r"edit costs\.argmap\.yaml|edit .*/costs\.argmap\.yaml"):
                await editor.client.text_document_rename_async(LSP.RenameParams(here, LSP.Position(7, 16), "cheaper"))
            changed = await editor.client.text_document_rename_async(
                LSP.RenameParams(LSP.TextDocumentIdentifier(uris[costs]), LSP.Position(1, 5), "cheaper")
            )
            assert changed.changes.keys() == {*uris.values()}
            new = {path: applied(case[path].text, changed.changes[uris[path]]) for path in case}
            assert "include: costs.argmap.yaml#cheaper  # soon" in new[part]
            assert "ref: cheaper" in new[main]

    run(session)


def test_of_checks_that_wait_only_the_last_is_begun():
    from argmap.servers.workspace import EditorServer

    begun, began, may_end = [], threading.Event(), threading.Event()

    def work(number):
        begun.append(number)
        began.set()
        may_end.wait(20)
        return ()

    async def typing():
        server = EditorServer()
        first = asyncio.create_task(server.aside(lambda: work(1)))
        await asyncio.to_thread(began.wait, 20)
        stale = asyncio.create_task(server.aside(lambda: work(2)))
        await asyncio.sleep(0)
        stale.cancel()
        last = asyncio.create_task(server.aside(lambda: work(3)))
        await asyncio.sleep(0)
        may_end.set()
        await asyncio.gather(first, last)

    run(typing)
    assert begun == [1, 3]


@pytest.mark.slow
def test_the_flagship_is_checked_in_the_pause_after_a_key(record_property):
    path = ROOT / "arguments" / "china-llm.argmap.yaml"
    text, uri = path.read_text(encoding="utf-8"), path.as_uri()

    async def session():
        async with Editor() as editor:
            editor.open(uri, text)
            await editor.diagnostics(lambda _: True)
            began = time.perf_counter()
            editor.type(uri, text.replace("strength:", "strenght:", 1))
            await editor.diagnostics(lambda found: any(one.code == "load" for one in found))
            record_property("seconds from a key to its error on the flagship", time.perf_counter() - began)

    run(session)


NVIM = """
local found = {}
vim.lsp.handlers["textDocument/publishDiagnostics"] = function(_, result) found = result.diagnostics end
dofile(RECIPE)
vim.cmd("edit " .. FILE)
local function wait(what) assert(vim.wait(40000, what, 50), "waited in vain") end
local function ask(what, params)
  for _, answer in pairs(vim.lsp.buf_request_sync(0, what, params, 40000)) do return answer.result end
end
wait(function() return #found == 1 and found[1].code == "load" end)
local line = vim.fn.search("70 %")
vim.api.nvim_buf_set_lines(0, line - 1, line, true, { "    strength: weak" })
wait(function() return #found > 0 and found[1].code ~= "load" end)
vim.fn.search("id: cheaper")
vim.cmd("normal! 4l")
local asked = vim.lsp.util.make_position_params()
assert(ask("textDocument/hover", asked).contents.value:find("0.75"))
asked.newName = "price"
vim.lsp.util.apply_workspace_edit(ask("textDocument/rename", asked), "utf-16")
vim.cmd("write")
vim.cmd("qall!")
"""


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed")
def test_neovim_shows_hovers_and_renames_by_the_recipe_of_the_docs(tmp_path):
    file, script, recipe, command = (tmp_path / name for name in ("a.argmap.yaml", "session.lua", "init.lua", "argmap"))
    file.write_text(MAP.replace("strength: weak", "strength: 70 %"), encoding="utf-8")
    page = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
    recipe.write_text(re.search(r"<!-- file: init.lua -->\n```lua\n(.*?)```", page, re.DOTALL)[1], encoding="utf-8")
    script.write_text(NVIM.replace("RECIPE", repr(str(recipe))).replace("FILE", repr(str(file))), encoding="utf-8")
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m argmap "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    done = subprocess.run(
        ["nvim", "--clean", "--headless", "-c", f"luafile {script}"],
        check=False,
        capture_output=True,
        text=True,
        timeout=150,
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}", "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
    )
    assert file.read_text("utf-8") == MAP.replace("cheaper", "price"), done.stderr
