"""Prints the results of `argmap explain`, `whatif`, `overturn`, `robust` and `compare`."""

from collections.abc import Sequence

from argmap.analysis.attribution import METHODS, Attribution, disagreements
from argmap.analysis.comparison import Comparison
from argmap.analysis.evidence import needs_none
from argmap.analysis.explanation import Explanation
from argmap.analysis.overturning import Overturning
from argmap.analysis.robustness import BINS, DISTRIBUTIONS, Robustness
from argmap.analysis.rounding import between, rounded, rounded_down, strength
from argmap.analysis.smallest_shift import Shift
from argmap.analysis.tipping_points import TippingPoint
from argmap.analysis.what_if import WhatIf
from argmap.cli.printing.console import Console, StyledText
from argmap.cli.printing.text import RELATION_COLOURS, VERDICT_STYLES, counted, one_line, say
from argmap.model import RELATIONS, ArgumentMap, Verdict
from argmap.renderers.quoting import in_terminal
from argmap.renderers.reports.bar import bar

LONGEST_LIST = 12
BLOCKS = " ▁▂▃▄▅▆▇█"


def show_explanation(out: Console, explanation: Explanation) -> None:
    """The paragraph, and the arithmetic as a tree."""
    say(out, explanation.summary)
    out.print()
    say(out, f"Under {explanation.semantics}: σ = {explanation.formula}", "dim", hang=2)
    out.print()
    styles = {kind.glyph: RELATION_COLOURS[kind.colour] for kind in RELATIONS.values()}
    for line in explanation.lines:
        body = line.lstrip()
        style = styles.get(body[:1], "")
        said = "carries" in body[:10]
        indent = len(line) - len(body)
        say(out, body, style if said else "dim" if " = " in body else "", indent=indent, hang=indent + 4)


def show_attributions(out: Console, attributions: Sequence[Attribution], most: int | None = LONGEST_LIST) -> None:
    """Contributions side by side, the `most` first that the last method ranks first; signs that disagree are said."""
    if not attributions[0]:
        out.print()
        out.print(StyledText("No step leads to it, so nothing contributes.", "dim"))
        return
    wide = max(map(len, ["what each contributes", *attributions[0]]))
    columns = [max(len(shares.method), 13 if shares.sampled else 6) for shares in attributions]
    heads = (f"{shares.method:>{column}}" for shares, column in zip(attributions, columns, strict=True))
    out.print()
    out.print(StyledText(f"{'what each contributes':<{wide}}  " + "  ".join(heads), "dim"))
    for id in attributions[-1].ranked[:most]:
        line = StyledText(f"{id:<{wide}}", "bold")
        for shares, column in zip(attributions, columns, strict=True):
            error = f" ±{shares.errors[id]:.3f}" if shares.sampled else ""
            line.append(f"  {_signed(shares[id], 3) + error:>{column}}", "red" if shares[id] < -0.0005 else "")
        out.print(line)
    if most is not None and len(attributions[-1]) > most:
        out.print(StyledText(f"… and {len(attributions[-1]) - most} that contribute less; --verbose shows them", "dim"))
    for number, first in enumerate(attributions):
        for second in attributions[number + 1 :]:
            if opposed := disagreements(first, second, least=0.0005):
                listed = ", ".join(opposed[:6]) + (" …" if len(opposed) > 6 else "")
                say(out, f"{first.method} and {second.method} disagree in sign on {listed}", "yellow", hang=2)
    for shares in attributions:
        say(out, f"{shares.method}: {METHODS[shares.method]}", "dim", hang=2)


def show_change(out: Console, what_if: WhatIf, *, most: int = 20) -> None:
    """What changes, and whether the verdict turns."""
    of = what_if.before.conclusion
    before, after = what_if.verdicts
    line = StyledText()
    how = what_if.after.how
    line.append(before.upper(), VERDICT_STYLES[before])
    line.append(f" {strength(how, what_if.before[of])}")
    if what_if.turned or what_if.before[of] != what_if.after[of]:
        line.append("  →  ")
        line.append(after.upper(), VERDICT_STYLES[after])
        line.append(f" {strength(how, what_if.after[of])}  {_signed(what_if.after[of] - what_if.before[of])}", "bold")
    line.append(
        "   the verdict turns" if what_if.turned else "   the verdict stays", "bold" if what_if.turned else "dim"
    )
    out.print(line)
    if what_if.after.reason:
        out.print(StyledText(f"  {what_if.after.reason}"))
    out.print(StyledText(f"  {how.cut_offs}", "dim"))
    marks = dict.fromkeys(what_if.rejected, "rejected by you") | dict.fromkeys(what_if.granted, "granted by you")
    for id in marks.keys() - {change_of.id for change_of in what_if.changed[:most]}:
        out.print(_plain(f"  {id:<40} {what_if.after.strengths.get(id, 0.0):.2f}  {marks[id]}"))
    for change_of in what_if.changed[:most]:
        if change_of.after is None:
            out.print(StyledText(f"  {change_of.id:<40} {change_of.before:.2f} → gone", "dim"))
        else:
            change = change_of.after - change_of.before
            line = StyledText(
                f"  {change_of.id:<40} {strength(how, change_of.before)} → {strength(how, change_of.after)}  "
            )
            line.append(_signed(change), "red" if change < 0 else "cyan")
            out.print(line.append(f"  {marks[change_of.id]}" if change_of.id in marks else "", "bold"))
    if len(what_if.changed) > most:
        out.print(StyledText(f"  … and {len(what_if.changed) - most} more", "dim"))
    if not what_if.changed:
        out.print(StyledText("  nothing changes", "dim"))


def show_overturning(out: Console, m: ArgumentMap, overturning: Overturning, *, chosen: bool = False) -> None:
    """What would turn the verdict: rejections, one base score, all together; `chosen` where the caller named what changes."""
    _verdict_line(
        out, overturning.verdict, strength(overturning.how, overturning.strength), f"under {overturning.semantics}"
    )
    out.print(_plain(one_line(m.statement(overturning.of).text, max(60, out.width))))
    doubted = f"only {', '.join(overturning.among)}." if chosen else _among(overturning.among, m)
    say(out, f"Varied: {doubted} All other base scores, and all weights, stay as they are.", "dim")
    if overturning.needless is not None:
        out.print()
        out.print(StyledText(needs_none(overturning.how, overturning.needless), "bold yellow"))
    out.print()
    out.print(StyledText("Rejecting these turns the verdict, whatever supports them", "bold"))
    critical = overturning.critical
    for one, verdict in zip(critical.sets[:LONGEST_LIST], critical.verdicts, strict=False):
        out.print(_plain(f"  {' & '.join(one)}").append(f"   then {verdict}", "dim"))
    if len(critical.sets) > LONGEST_LIST:
        out.print(StyledText(f"  … and {len(critical.sets) - LONGEST_LIST} more sets", "dim"))
    if critical.never:
        out.print(StyledText("  no set of these statements does; rejecting all of them is not enough"))
    elif not critical.sets:
        out.print(StyledText(f"  no set of up to {critical.complete_to} does"))
    else:
        out.print(
            StyledText(f"  no other set of up to {critical.complete_to} does, unless it contains one of these", "dim")
        )
    out.print()
    out.print(StyledText("One base score turns the verdict", "bold"))
    points = [point for point in overturning.tipping if point.at is not None]
    for point in points[:LONGEST_LIST]:
        first, *others = turns(point)
        out.print(_plain(f"  {point.id:<36} {point.base:.2f} → {first}"))
        for other in others:
            out.print(_plain(f"  {'':<43} {other}"))
    if len(points) > LONGEST_LIST:
        out.print(StyledText(f"  … and {len(points) - LONGEST_LIST} more", "dim"))
    never = sum(point.at is None and point.certain for point in overturning.tipping)
    unknown = len(overturning.tipping) - len(points) - never
    if never:
        every = never == len(overturning.tipping)
        sure = (
            "none can alone, at any base score"
            if every
            else f"{never} of {len(overturning.tipping)} cannot alone, at any base score"
        )
        out.print(StyledText(f"  {sure} (certain)", "dim"))
    if unknown:
        out.print(StyledText(f"  {unknown} of {len(overturning.tipping)}: none was found", "dim"))
    out.print()
    out.print(StyledText("All base scores together turn the verdict", "bold"))
    _shift(out, overturning.largest_move, "each moves by")
    _shift(out, overturning.sum_of_moves, "the moves add up to")


def turns(point: TippingPoint) -> list[str]:
    """Where and how the verdict turns, the nearest base score first.

    >>> turns(TippingPoint("p", 0.8, 0.3, "undecided", certain=True, others=((0.1, "rejected"),)))
    ['0.300 or below   then undecided', '0.100 or below   then rejected']
    """
    if point.at is None or point.to is None:
        return []
    return [
        f"{at:.3f} or {'below' if at < point.base else 'above'}   then {to}"
        for at, to in ((point.at, point.to), *point.others)
    ]


def _shift(out: Console, shift: Shift, moves: str) -> None:
    if shift.size is None:
        sure = "the verdict stays (certain)" if shift.surely == float("inf") else "no change was found that turns it"
        say(out, f"if {moves} any amount, {sure}", indent=2, hang=4)
        return
    exact = shift.surely >= shift.size - 1e-9
    less = "below that, the verdict stays" if exact else f"below {rounded_down(shift.surely)}, it certainly stays"
    say(out, f"if {moves} {shift.size:.3f}; {less}", indent=2, hang=4)
    if len(shift.base) <= 6:
        say(out, ", ".join(f"{id} = {base:.3f}" for id, base in shift.base.items()), "dim", indent=4)


def show_robustness(out: Console, m: ArgumentMap, robustness: Robustness) -> None:
    """Prints whether the verdict holds under doubt: shares, a histogram, and the inputs that cause the spread."""
    _verdict_line(out, robustness.verdict, f"{robustness.strength:.2f}", f"under {robustness.semantics}")
    say(out, robustness.cut_offs, "dim")
    out.print(_plain(one_line(m.statement(robustness.of).text, max(60, out.width))))
    out.print()
    drawn = f"{robustness.samples:,} scenarios, {robustness.distribution}: {DISTRIBUTIONS[robustness.distribution]}"
    said = f"base scores ± {robustness.spread:g}" if robustness.spread else "the map's intervals"
    say(out, f"{drawn}; {said}", "dim", hang=2)
    if robustness.spread:
        say(out, f"Varied: {_among(robustness.doubted, m)}", "dim")
    elif held := [id for id in robustness.doubted if _fixed(m, id)]:
        number = counted(len(held), "base score stays", "base scores stay")
        say(out, f"The other {number} as {'it is' if len(held) == 1 else 'they are'}; --spread 0.1 varies all.", "dim")
    out.print(StyledText("Every number is drawn independently of the others.", "dim"))
    out.print(
        StyledText.assemble(
            ("holds in ", "bold"),
            (_percent(robustness.holds), VERDICT_STYLES[robustness.verdict]),
            _shares(robustness),
        )
    )
    sure = "the verdict is certainly the same throughout" if robustness.certain else "guaranteed bounds"
    out.print(StyledText(f"{between(robustness.interval)} in any case ({sure})"))
    if robustness.quantiles:
        q = robustness.quantiles
        out.print(
            StyledText(f"90% between {q[0.05]:.2f} and {q[0.95]:.2f}, 50% between {q[0.25]:.2f} and {q[0.75]:.2f}")
        )
    if robustness.unsettled:
        out.print(StyledText(f"{robustness.unsettled:,} scenarios did not settle and are left out", "red"))
    out.print()
    for line in histogram_rows(robustness.counts):
        out.print(StyledText("  " + line, "cyan"))
    axis = "".join("╵" if at % 10 == 0 else " " for at in range(BINS + 1))
    out.print(StyledText(f"  {axis}", "dim"))
    out.print(StyledText("  0         0.2       0.4       0.6       0.8       1", "dim"))
    if robustness.drivers:
        out.print()
        out.print(StyledText("  which inputs cause the spread (r² with the strength)", "bold"))
        for id, share in list(robustness.drivers.items())[:8]:
            out.print(_plain(f"  {bar(share)} {share:.2f}  {id}"))


def histogram_rows(counts: Sequence[int], *, height: int = 6) -> list[str]:
    """Counts as rows of blocks, the highest `height` lines high.

    >>> histogram_rows([0, 1, 2], height=1)
    [' ▄█']
    """
    most = max(counts, default=0) or 1
    eighths = [max(round(8 * height * count / most), 1 if count else 0) for count in counts]
    return ["".join(BLOCKS[min(8, max(0, one - 8 * row))] for one in eighths) for row in reversed(range(height))]


def show_comparison(out: Console, m: ArgumentMap, comparison: Comparison) -> None:
    """The verdict under each semantics, and the claims whose verdict depends on the choice."""
    wide = max(map(len, comparison.evaluations), default=0)
    out.print(_plain(one_line(m.statement(comparison.of).text, max(60, out.width))))
    out.print()
    for name, e in comparison.evaluations.items():
        line = StyledText(f"  {name:<{wide}}  {bar(e[comparison.of])} {strength(e.how, e[comparison.of])}  ")
        line.append(e.verdict_of(comparison.of), VERDICT_STYLES[e.verdict_of(comparison.of)])
        out.print(line.append("" if e.converged else "  does not settle", "red"))
    if comparison.inapplicable:
        out.print(StyledText(f"  not applicable, for attacks only: {', '.join(comparison.inapplicable)}", "dim"))
    out.print()
    if comparison.agree:
        out.print(StyledText("The verdict does not depend on the choice.", "bold"))
    else:
        out.print(StyledText("The verdict depends on the choice.", "bold yellow"))
    others = [id for id in comparison.differing if id != comparison.of]
    if others:
        out.print(StyledText("The verdicts on these depend on it too:", "dim"))
    for id in others[:LONGEST_LIST]:
        sides: dict[Verdict, list[str]] = {}
        for name, verdict in comparison.differing[id].items():
            sides.setdefault(verdict, []).append(name)
        told = "; ".join(f"{verdict} under {', '.join(names)}" for verdict, names in sides.items())
        say(out, f"{id}: {told}", indent=2, hang=4)
    if len(others) > LONGEST_LIST:
        out.print(StyledText(f"  … and {len(others) - LONGEST_LIST} more", "dim"))


def _shares(found: Robustness) -> str:
    said = [f"{_percent(share)} {verdict}" for verdict, share in found.shares.items() if verdict != found.verdict]
    return f" of them ({', '.join(said)})"


def _percent(share: float) -> str:
    """A share in percent, rounded neither to all nor to none if it is not.

    >>> _percent(0.99999), _percent(1.0), _percent(0.5574)
    ('99.999%', '100.0%', '55.7%')
    """
    return rounded(100 * share, lambda percent: (percent <= 0, percent >= 100), 1) + "%"


def _fixed(m: ArgumentMap, id: str) -> bool:
    """Whether the base score of a statement is a number, and no interval."""
    low, high = m.scale.interval(m[id].strength)
    return low == high


def _among(ids: Sequence[str], m: ArgumentMap) -> str:
    """Which statements were varied, in words."""
    return f"the premises, the counterevidence and the claims without steps to them, {len(ids)} of {len(m.statements)} statements."


def _verdict_line(out: Console, verdict: Verdict, strength: str, more: str) -> None:
    out.print(
        StyledText.assemble((verdict.upper(), VERDICT_STYLES[verdict]), (f"  {strength}", "bold"), (f"  {more}", "dim"))
    )


def _signed(value: float, digits: int = 2) -> str:
    return ("−" if value < 0 else "+") + rounded(abs(value), bool, digits)


def _plain(text: str, style: str = "") -> StyledText:
    """Text from a map: no control characters, whatever it holds."""
    return StyledText(in_terminal(text), style)
