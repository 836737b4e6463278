"""A template of one's own may fail in any way; what is told names it and the line."""

import pytest

from argmap import ArgumentMap, Claim, RenderError, report

M = ArgumentMap(conclusion="a", statements=[Claim(text="It is so.", id="a")])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n{{ 1 // 0 }}", "2: ZeroDivisionError"),
        ("\n\n{{ nope }}", "3: 'nope' is undefined"),
        ("{{ conclusion.x.y }}", "1: "),
        ("\n{% for", "2: "),
        ("{{ 'a' | nofilter }}", "1: No filter named 'nofilter'"),
        ("\n{{ ''.__class__.mro() }}", "2: "),
        ("{% for x in 3 %}{% endfor %}", "1: TypeError"),
        ("{{ range(10**9) }}", "1: OverflowError"),
        ("{{ '%d' | format('a') }}", "1: TypeError"),
        ("\n{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "2: RecursionError"),
        ("\n{% block b %}\n{{ {}[[]] }}{% endblock %}", "3: "),
        ("{{ 1 + 'a' }}", "1: TypeError"),
        ("{{ 'a' * (10 ** 30) }}", "1: OverflowError"),
        ("{{ number('a') }}{{ 'a' | number }}", "1: "),
    ],
)
def test_whatever_fails_names_the_template_and_the_line(tmp_path, text, said):
    path = tmp_path / "own.j2"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RenderError) as told:
        report(M, template=path)
    assert f"own.j2:{said}" in str(told.value)


def test_a_fault_in_an_included_file_names_that_file(tmp_path):
    (tmp_path / "own.j2").write_text("\n{% include 'part.j2' %}")
    (tmp_path / "part.j2").write_text("\n\n{{ 1 // 0 }}")
    with pytest.raises(RenderError, match=r"part\.j2:3: ZeroDivisionError"):
        report(M, template=tmp_path / "own.j2")


def test_a_template_that_is_no_text_is_told(tmp_path):
    (tmp_path / "own.j2").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(RenderError, match=r"own\.j2: UnicodeDecodeError"):
        report(M, template=tmp_path / "own.j2")
