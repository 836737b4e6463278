"""The rules of `argmap check` in one table.

AM1xx structure, AM2xx sources, AM3xx quality, AM4xx evaluation, AM5xx rendering, AM6xx assurance cases, AM7xx evidence.
"""

from collections.abc import Iterable, Mapping
from typing import Unpack

from argmap.analysis.held_evidence import Circumstances
from argmap.errors import EvaluationError, UnknownName
from argmap.evaluation import Said
from argmap.lint.finding import Finding
from argmap.lint.rules import case, evaluation, evidence, quality, rendering, sources, structure
from argmap.lint.rules.rule import CheckedMap, Rule
from argmap.model import ArgumentMap
from argmap.model.given import needs_map

RULES: Mapping[str, Rule] = {
    rule.code: rule
    for room in (structure, sources, quality, evaluation, rendering, case, evidence)
    for rule in room.RULES
}


def check(
    m: ArgumentMap,
    *,
    select: Iterable[str] = ("AM",),
    ignore: Iterable[str] = (),
    source: str | None = None,
    strict: bool = False,
    circumstances: Circumstances | None = None,
    **said: Unpack[Said],
) -> tuple[Finding, ...]:
    """The findings of the rules in a map, in the order of the rules, with places if the map was loaded from a file.

    `select` and `ignore` take codes, starts of codes (`AM3`) or names, in upper or lower case; the longest that matches a rule decides. `source` is
    the text that the map was made from; quotes are compared with it. `strict` turns the notes of strict rules into warnings.
    `circumstances` holds the day on which evidence must hold (default: today), and the answers for evidence of the form `given: NAME`.
    `said` are settings of the evaluation; they override the map's `evaluate:`. Raises UnknownName for a code or name that matches no rule.

    >>> from argmap.model import ArgumentMap, Claim, Support
    >>> m = ArgumentMap(conclusion="a", statements=[Claim(text="A.", id="a")], steps=[Support(sources=["a"], target="a")])
    >>> [str(finding) for finding in check(m, select=["AM101"])]
    ['warning[AM101]: circular reasoning: a → a. Hint: a statement cannot be a reason for itself; remove one of these steps']
    """
    needs_map(m)
    to_check = CheckedMap(m, source, said, circumstances)
    chosen = selected(select, ignore)
    findings: list[Finding] = []
    for rule in chosen:
        severity = "warning" if strict and rule.strict else rule.severity
        try:
            findings += [
                Finding(rule.code, severity, subject, message, hint, place, *correction)
                for subject, place, message, hint, *correction in rule.test(to_check)
            ]
        except EvaluationError as error:
            message = f"{rule.name} could not be checked: {error.message}"
            findings.append(Finding(rule.code, "warning", "", message, error.hint))
    return tuple(findings)


def selected(select: Iterable[str], ignore: Iterable[str]) -> tuple[Rule, ...]:
    """The rules that are selected and not ignored; if two entries match a rule, the longer decides. Raises UnknownName.

    >>> [rule.code for rule in selected(["AM4"], ["AM402"])]
    ['AM401', 'AM403', 'AM404', 'AM405']
    """
    wanted, unwanted = tuple(select), tuple(ignore)
    for one in (*wanted, *unwanted):
        if not any(_fits(one, rule) for rule in RULES.values()):
            raise UnknownName("rule", one, [*RULES, *(rule.name for rule in RULES.values())])
    return tuple(rule for rule in RULES.values() if _longest(wanted, rule) > _longest(unwanted, rule))


def rule_of(name: str) -> Rule:
    """The rule with this code or name, in any case. Raises UnknownName.

    >>> rule_of("one-sided").code
    'AM302'
    """
    for rule in RULES.values():
        if name.upper() == rule.code or name.lower() == rule.name:
            return rule
    raise UnknownName("rule", name, [*RULES, *(rule.name for rule in RULES.values())])


def _fits(one: str, rule: Rule) -> bool:
    return rule.code.startswith(one.upper()) or one.lower() == rule.name


def _longest(names: tuple[str, ...], rule: Rule) -> int:
    return max((5 if one.lower() == rule.name else len(one) for one in names if _fits(one, rule)), default=0)
