"""The tools for language models: what they answer, what they refuse, and the protocol, by the client of its own SDK."""

import asyncio
import json
import re
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from wrong_edits import MAP, WRONG

import argmap
from argmap.editing.operations import OPERATIONS
from argmap.lint import RULES
from argmap.resources import folder
from argmap.servers.folder import Folder
from argmap.servers.tools import TOOLS, Tools

SKILL = (folder("templates") / "skill.md").read_text(encoding="utf-8")


@pytest.fixture
def tools(tmp_path):
    (tmp_path / "case.argmap.yaml").write_text(MAP, encoding="utf-8")
    return Tools(Folder(tmp_path))


def test_the_skill_is_a_page_whose_map_and_operations_run():
    m = re.search(r"```yaml\n(.*?)```", SKILL, re.DOTALL)[1]
    ops = json.loads(re.search(r"```json\n(.*?)```", SKILL, re.DOTALL)[1])
    assert [one for one in argmap.check(argmap.loads(m)) if one.severity != "note"] == []
    assert argmap.edit(m, ops).map.statement("price")
    assert {op["op"] for op in ops} == OPERATIONS.keys()
    assert len(SKILL.splitlines()) < 100


def test_every_tool_answers_about_a_file_and_about_a_text(tools):
    for source in ("case.argmap.yaml", MAP):
        assert tools.validate(source)["statements"] == 7
        assert tools.evaluate(source)["verdict"] == argmap.evaluate(argmap.loads(MAP)).verdict
        assert tools.explain(source)["lines"]
        assert tools.overturn(source, "can-run")["of"] == "can-run"
        assert tools.whatif(source, reject=["can-run"])["changed"]
        assert tools.diff(source, MAP.replace("weak", "strong"))["edits"]
        assert tools.render(source)["content"].startswith("<?xml")
        assert tools.convert(source, "json")["content"].startswith("{")
        assert tools.edit(source, [{"op": "rate", "id": "overrun", "strength": 0.1}], dry_run=True)["diff"]


def test_an_edit_writes_the_file_unless_it_is_tried(tools):
    op = {"op": "rate", "id": "overrun", "strength": 0.1}
    assert not tools.edit("case.argmap.yaml", [op], dry_run=True)["written"]
    assert tools.folder.text("case.argmap.yaml")[0] == MAP
    assert tools.edit("case.argmap.yaml", [op])["written"]
    assert "strength: 0.1" in tools.folder.text("case.argmap.yaml")[0]
    assert tools.edit(MAP, [op])["text"] == tools.folder.text("case.argmap.yaml")[0]


def test_a_loop_that_takes_each_correction_succeeds_in_nine_of_ten(tools):
    passed = 0
    for op, _ in WRONG:
        answer = tools.edit(MAP, [op])
        assert not answer["ok"]
        assert json.dumps(answer)
        if (correction := answer["refusal"]["correction"]) is not None:
            passed += tools.edit(MAP, correction)["ok"]
    assert passed / len(WRONG) >= 0.9


@pytest.mark.parametrize(
    ("name", "given", "code"),
    [
        ("explain", (MAP, "mvoe"), "unknown-name"),
        ("render", (MAP, "jpeg"), "unknown-name"),
        ("render", (MAP, "png"), "usage-error"),
        ("evaluate", ("other.argmap.yaml",), "file"),
        ("evaluate", ("../../etc/case.argmap.yaml",), "usage-error"),
        ("evaluate", (MAP, "nonsense"), "unknown-name"),
        ("whatif", (MAP, {"move": 3}), None),
    ],
)
def test_what_cannot_be_done_is_a_result(tools, name, given, code):
    answer = getattr(tools, name)(*given)
    assert answer["ok"] is False
    assert code is None or answer["refusal"]["code"] == code
    assert json.dumps(answer)


@pytest.mark.parametrize(
    ("name", "given", "path"),
    [
        ("explain", {"of": "mvoe"}, "of"),
        ("evaluate", {"semantics": "posible-worlds"}, "semantics"),
        ("whatif", {"reject": ["time", "cheeper"]}, "reject"),
        ("whatif", {"set": {"ovrrun": 0.4}}, "set"),
        ("render", {"to": "svgg"}, "to"),
        ("convert", {"to": "jsn"}, "to"),
    ],
)
def test_an_argument_that_would_pass_is_offered(tools, name, given, path):
    refusal = getattr(tools, name)(MAP, **given)["refusal"]
    assert (refusal["code"], refusal["path"]) == ("unknown-name", path)
    assert getattr(tools, name)(MAP, **{**given, **refusal["correction"]})["ok"]


def test_nothing_outside_the_folder_is_read_or_written(tools, tmp_path):
    outside = tmp_path.parent / f"{tmp_path.name}.argmap.yaml"
    outside.write_text(MAP, encoding="utf-8")
    (tmp_path / "link.argmap.yaml").symlink_to(outside)
    assert not tools.evaluate("link.argmap.yaml")["ok"]
    assert not tools.evaluate(str(outside))["ok"]
    assert not tools.render(MAP, "svg", "../out.svg")["ok"]
    assert not (tmp_path.parent / "out.svg").exists()


def test_a_text_that_is_no_map_gives_problems_with_places(tools):
    (problem,) = tools.validate("claim: It pays.\nstrength: 7\n")["problems"]
    assert (problem["line"], problem["column"]) == (2, 11)
    assert "[0, 1]" in problem["rule"]
    assert "file" not in problem


def test_what_would_pass_is_a_value_of_the_answer(tools):
    wrong = "claim: It pays.\nid: pays\nstrength: 70 %\nbecuse: [{premise: So it is.}]\n"
    problems = tools.validate(wrong)["problems"]
    assert [problem["instead"] for problem in problems] == [0.7, "because"]
    lines = wrong.splitlines()
    for one in problems:
        start, rest = lines[one["line"] - 1][: one["column"] - 1], lines[one["line"] - 1][one["column"] - 1 :]
        wanted = rest if start else rest.partition(":")[0]
        lines[one["line"] - 1] = start + str(one["instead"]) + rest.removeprefix(wanted)
    assert tools.validate("\n".join(lines))["ok"]
    text = (
        "claim: It pays.\nrole: gaol\nbecause: [{premise: It is cheap., id: cheap, because: [{premise: So it is.}]}]\n"
    )
    by_code = {one["code"]: one for one in tools.validate(text)["findings"]}
    assert by_code["AM310"]["correction"] is None
    for one in by_code.values():
        if one["correction"] is not None:
            left = tools.edit(text, one["correction"])["findings"]
            assert one["code"] not in {other["code"] for other in left}
    assert by_code["AM102"]["correction"] == [{"op": "reword", "id": "cheap", "kind": "claim"}]


def test_places_in_a_file_that_is_included_name_the_file(tools, tmp_path):
    (tmp_path / "parts").mkdir()
    part = tmp_path / "parts" / "costs.argmap.yaml"
    part.write_text("claim: It costs less.\nid: less\n", encoding="utf-8")
    whole = "claim: It pays.\nid: pays\nbecause: [{include: parts/costs.argmap.yaml#less}]\n"
    (tmp_path / "whole.argmap.yaml").write_text(whole, encoding="utf-8")
    found = tools.validate("whole.argmap.yaml")["findings"]
    assert {one["file"] for one in found if one["subject"] == "less"} == {"parts/costs.argmap.yaml"}
    refusal = tools.edit("whole.argmap.yaml", [{"op": "rate", "id": "less", "strength": 0.2}])["refusal"]
    assert (refusal["code"], refusal["value"], refusal["correction"]) == ("elsewhere", "less", None)
    assert "parts/costs.argmap.yaml" in refusal["hint"]
    part.write_text("claim: It costs less.\nid: less\nstrength: 7\n", encoding="utf-8")
    (problem,) = tools.validate("whole.argmap.yaml")["problems"]
    assert (problem["file"], problem["line"], problem["column"]) == ("parts/costs.argmap.yaml", 3, 11)


def test_the_client_of_the_sdk_finds_every_tool_and_page(tmp_path):
    mcp = pytest.importorskip("mcp", reason="argmap mcp needs argmap[mcp]")
    (tmp_path / "case.argmap.yaml").write_text(MAP, encoding="utf-8")
    command = mcp.StdioServerParameters(
        command=sys.executable, args=["-m", "argmap", "mcp", str(tmp_path)], cwd=str(folder("templates").parent)
    )

    async def session():
        async with mcp.Client(command) as client:
            listed = {tool.name: tool for tool in (await client.list_tools()).tools}
            assert set(listed) == set(TOOLS)
            for tool in listed.values():
                assert tool.description
                assert all(field.get("description") for field in tool.input_schema["properties"].values()), tool.name
            assert listed["evaluate"].annotations.read_only_hint
            assert not listed["edit"].annotations.read_only_hint
            pages = [str(page.uri) for page in (await client.list_resources()).resources]
            assert pages == ["argmap://skill", *(f"argmap://rules/{code}" for code in RULES)]
            (page,) = (await client.read_resource("argmap://rules/AM302")).contents
            assert RULES["AM302"].why in page.text
            (page,) = (await client.read_resource("argmap://skill")).contents
            assert page.text == SKILL
            found = await client.call_tool("evaluate", {"map": "case.argmap.yaml"})
            assert not found.is_error
            assert found.structured_content["verdict"] == argmap.evaluate(argmap.loads(MAP)).verdict
            refused = await client.call_tool(
                "edit", {"map": MAP, "operations": [{"op": "rate", "id": "mvoe", "strength": "70 %"}]}
            )
            assert not refused.is_error
            (right,) = refused.structured_content["refusal"]["correction"]
            assert right == {"op": "rate", "id": "move", "strength": 0.7}
            made = await client.call_tool("edit", {"map": "case.argmap.yaml", "operations": [right]})
            assert made.structured_content["written"]
            return (await client.call_tool("validate", {"map": "claim: ["})).structured_content

    with ThreadPoolExecutor(1) as pool:  # a browser of other tests may have a loop in this thread
        assert pool.submit(lambda: asyncio.run(asyncio.wait_for(session(), 60))).result()["problems"]
    assert "strength: 0.7" in (tmp_path / "case.argmap.yaml").read_text("utf-8")
