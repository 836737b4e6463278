"""Prints the results of `argmap explain`, `whatif`, `overturn`, `robust` and `compare`."""

from collections.abc import Sequence

from argmap.analysis.attribution import METHODS, Attribution, disagreements
from argmap.analysis.comparison import Comparison
from argmap.analysis.evidence import needs_none
from argmap.analysis.explanation import Explanation
from argmap.analysis.overturning import Overturning
from argmap.analysis.robustness import BINS, DISTRIBUTIONS, Robustness
from argmap.analysis.rounding import rounded, strength
from argmap.analysis.smallest_shift import Shift
from argmap.analysis.tipping_points import TippingPoint
from argmap.analysis.what_if import WhatIf
from argmap.cli.printing.console import Console, Text
from argmap.cli.printing.text import RELATION_COLOURS, VERDICT_COLOURS, counted, one_line, say
from argmap.model import RELATIONS, ArgumentMap, Verdict
from argmap.renderers.quoting import in_terminal
from argmap.renderers.reports.bar import bar

FEW = 12
BLOCKS = " ▁▂▃▄▅▆▇█"


def show_explanation(out: Console, found: Explanation) -> None:
    """The paragraph, and the arithmetic as a tree."""
    say(out, found.summary)
    out.print()
    say(out, f"Under {found.semantics}: σ = {found.formula}", "dim", hang=2)
    out.print()
    styles = {kind.glyph: RELATION_COLOURS[kind.colour] for kind in RELATIONS.values()}
    for line in found.lines:
        body = line.lstrip()
        style = styles.get(body[:1], "")
        said = "carries" in body[:10]
        indent = len(line) - len(body)
        say(out, body, style if said else "dim" if " = " in body else "", indent=indent, hang=indent + 4)


def show_attributions(out: Console, found: Sequence[Attribution], most: int | None = FEW) -> None:
    """Contributions side by side, the `most` first that the last method ranks first; signs that disagree are said."""
    if not found[0]:
        out.print()
        out.print(Text("Nothing in the map bears on it, so nothing contributes.", "dim"))
        return
    wide = max(map(len, ["what each contributes", *found[0]]))
    columns = [max(len(one.method), 13 if one.sampled else 6) for one in found]
    heads = (f"{one.method:>{column}}" for one, column in zip(found, columns, strict=True))
    out.print()
    out.print(Text(f"{'what each contributes':<{wide}}  " + "  ".join(heads), "dim"))
    for id in found[-1].ranked[:most]:
        line = Text(f"{id:<{wide}}", "bold")
        for one, column in zip(found, columns, strict=True):
            error = f" ±{one.errors[id]:.3f}" if one.sampled else ""
            line.append(f"  {_signed(one[id], 3) + error:>{column}}", "red" if one[id] < -0.0005 else "")
        out.print(line)
    if most is not None and len(found[-1]) > most:
        out.print(Text(f"… and {len(found[-1]) - most} that contribute less; --verbose shows them", "dim"))
    for at, first in enumerate(found):
        for second in found[at + 1 :]:
            if opposed := disagreements(first, second, least=0.0005):
                named = ", ".join(opposed[:6]) + (" …" if len(opposed) > 6 else "")
                say(out, f"{first.method} and {second.method} disagree in sign on {named}", "yellow", hang=2)
    for one in found:
        say(out, f"{one.method}: {METHODS[one.method]}", "dim", hang=2)


def show_change(out: Console, found: WhatIf, *, most: int = 20) -> None:
    """What changes, and whether the verdict turns."""
    of = found.before.conclusion
    before, after = found.verdicts
    line = Text()
    how = found.after.how
    line.append(before.upper(), VERDICT_COLOURS[before])
    line.append(f" {strength(how, found.before[of])}")
    if found.turned or found.before[of] != found.after[of]:
        line.append("  →  ")
        line.append(after.upper(), VERDICT_COLOURS[after])
        line.append(f" {strength(how, found.after[of])}  {_signed(found.after[of] - found.before[of])}", "bold")
    line.append("   the verdict turns" if found.turned else "   the verdict stays", "bold" if found.turned else "dim")
    out.print(line)
    if found.after.reason:
        out.print(Text(f"  {found.after.reason}"))
    out.print(Text(f"  {how.cut_offs}", "dim"))
    marks = dict.fromkeys(found.rejected, "rejected by you") | dict.fromkeys(found.granted, "granted by you")
    for id in marks.keys() - {one.id for one in found.changed[:most]}:
        out.print(_plain(f"  {id:<40} {found.after.strengths.get(id, 0.0):.2f}  {marks[id]}"))
    for one in found.changed[:most]:
        if one.after is None:
            out.print(Text(f"  {one.id:<40} {one.before:.2f} → gone", "dim"))
        else:
            change = one.after - one.before
            line = Text(f"  {one.id:<40} {strength(how, one.before)} → {strength(how, one.after)}  ")
            line.append(_signed(change), "red" if change < 0 else "cyan")
            out.print(line.append(f"  {marks[one.id]}" if one.id in marks else "", "bold"))
    if len(found.changed) > most:
        out.print(Text(f"  … and {len(found.changed) - most} more", "dim"))
    if not found.changed:
        out.print(Text("  nothing changes", "dim"))


def show_overturning(out: Console, m: ArgumentMap, found: Overturning, *, chosen: bool = False) -> None:
    """What would turn the verdict: rejections, one base score, all together; `chosen` where the caller named what changes."""
    _verdict_line(out, found.verdict, strength(found.how, found.strength), f"under {found.semantics}")
    out.print(_plain(one_line(m.statement(found.of).text, max(60, out.width))))
    doubted = f"these alone: {', '.join(found.among)}." if chosen else _among(found.among, m)
    say(out, f"Doubted were {doubted} All other base scores, and all weights, stay as they are.", "dim")
    if found.needless is not None:
        out.print()
        out.print(Text(needs_none(found.how, found.needless), "bold yellow"))
    out.print()
    out.print(Text("Rejecting these turns it (they do not stand, whatever supports them)", "bold"))
    critical = found.critical
    for one, verdict in zip(critical.sets[:FEW], critical.verdicts, strict=False):
        out.print(_plain(f"  {' & '.join(one)}").append(f"   then {verdict}", "dim"))
    if len(critical.sets) > FEW:
        out.print(Text(f"  … and {len(critical.sets) - FEW} more sets", "dim"))
    if critical.never:
        out.print(Text("  no set of these statements does; rejecting all of them is not enough"))
    elif not critical.sets:
        out.print(Text(f"  no set of up to {critical.complete_to} does"))
    else:
        out.print(Text(f"  no other set of up to {critical.complete_to} does, unless it holds one of these", "dim"))
    out.print()
    out.print(Text("One base score turns it", "bold"))
    points = [point for point in found.tipping if point.at is not None]
    for point in points[:FEW]:
        first, *others = turns(point)
        out.print(_plain(f"  {point.id:<36} {point.base:.2f} → {first}"))
        for other in others:
            out.print(_plain(f"  {'':<43} {other}"))
    if len(points) > FEW:
        out.print(Text(f"  … and {len(points) - FEW} more", "dim"))
    never = sum(point.at is None and point.certain for point in found.tipping)
    unknown = len(found.tipping) - len(points) - never
    if never:
        every = never == len(found.tipping)
        sure = (
            "none can alone, at any base score"
            if every
            else f"{never} of {len(found.tipping)} cannot alone, at any base score"
        )
        out.print(Text(f"  {sure}: that is certain", "dim"))
    if unknown:
        out.print(Text(f"  {unknown} of {len(found.tipping)}: none was found", "dim"))
    out.print()
    out.print(Text("All together", "bold"))
    _shift(out, found.largest_move, "moves of each of these base scores by", "each")
    _shift(out, found.sum_of_moves, "moves of these base scores that add up to", "in sum")


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


def _shift(out: Console, found: Shift, says: str, what: str) -> None:
    if found.size is None:
        sure = "none turn it: that is certain" if found.surely == float("inf") else "none were found that turn it"
        say(out, f"{says} whatever: {sure}", indent=2, hang=4)
        return
    exact = found.surely >= found.size - 1e-9
    least = "nothing less does" if exact else f"less than {found.surely:.3f} {what} does not"
    say(out, f"{says} {found.size:.3f} turn it; {least}", indent=2, hang=4)
    if len(found.base) <= 6:
        say(out, ", ".join(f"{id} = {base:.3f}" for id, base in found.base.items()), "dim", indent=4)


def show_robustness(out: Console, m: ArgumentMap, found: Robustness) -> None:
    """Prints whether the verdict holds under doubt: shares, a histogram, and the inputs that cause the spread."""
    _verdict_line(out, found.verdict, f"{found.strength:.2f}", f"under {found.semantics}")
    say(out, found.cut_offs, "dim")
    out.print(_plain(one_line(m.statement(found.of).text, max(60, out.width))))
    out.print()
    drawn = f"{found.samples:,} scenarios, {found.distribution}: {DISTRIBUTIONS[found.distribution]}"
    said = f"base scores ± {found.spread:g}" if found.spread else "the map's intervals"
    say(out, f"{drawn}; {said}", "dim", hang=2)
    if found.spread:
        say(out, f"Doubted were {_among(found.doubted, m)}", "dim")
    elif held := [id for id in found.doubted if _fixed(m, id)]:
        number = counted(len(held), "base score stays", "base scores stay")
        say(out, f"The other {number} as {'it is' if len(held) == 1 else 'they are'}; --spread 0.1 doubts all.", "dim")
    out.print(Text("Every number is drawn independently of the others.", "dim"))
    out.print(
        Text.assemble(("holds in ", "bold"), (_percent(found.holds), VERDICT_COLOURS[found.verdict]), _shares(found))
    )
    low, high = found.interval
    sure = "surely the same verdict throughout" if found.certain else "bounds that surely hold"
    out.print(Text(f"between {low:.2f} and {high:.2f} in any case ({sure})"))
    if found.quantiles:
        q = found.quantiles
        out.print(
            Text(f"nine in ten between {q[0.05]:.2f} and {q[0.95]:.2f}, half between {q[0.25]:.2f} and {q[0.75]:.2f}")
        )
    if found.unsettled:
        out.print(Text(f"{found.unsettled:,} scenarios did not settle and are left out", "red"))
    out.print()
    for line in histogram(found.counts):
        out.print(Text("  " + line, "cyan"))
    axis = "".join("╵" if at % 10 == 0 else " " for at in range(BINS + 1))
    out.print(Text(f"  {axis}", "dim"))
    out.print(Text("  0         0.2       0.4       0.6       0.8       1", "dim"))
    if found.drivers:
        out.print()
        out.print(Text("  where the spread comes from (r² with the strength)", "bold"))
        for id, share in list(found.drivers.items())[:8]:
            out.print(_plain(f"  {bar(share)} {share:.2f}  {id}"))


def histogram(counts: Sequence[int], *, height: int = 6) -> list[str]:
    """Counts as rows of blocks, the highest `height` lines high.

    >>> histogram([0, 1, 2], height=1)
    [' ▄█']
    """
    most = max(counts, default=0) or 1
    eighths = [max(round(8 * height * count / most), 1 if count else 0) for count in counts]
    return ["".join(BLOCKS[min(8, max(0, one - 8 * row))] for one in eighths) for row in reversed(range(height))]


def show_comparison(out: Console, m: ArgumentMap, found: Comparison) -> None:
    """The verdict under each semantics, and the claims whose verdict depends on the choice."""
    wide = max(map(len, found.evaluations), default=0)
    out.print(_plain(one_line(m.statement(found.of).text, max(60, out.width))))
    out.print()
    for name, e in found.evaluations.items():
        line = Text(f"  {name:<{wide}}  {bar(e[found.of])} {strength(e.how, e[found.of])}  ")
        line.append(e.verdict_of(found.of), VERDICT_COLOURS[e.verdict_of(found.of)])
        out.print(line.append("" if e.converged else "  does not settle", "red"))
    if found.inapplicable:
        out.print(Text(f"  not applicable, for attacks only: {', '.join(found.inapplicable)}", "dim"))
    out.print()
    if found.agree:
        out.print(Text("The verdict does not depend on the choice.", "bold"))
    else:
        out.print(Text("The verdict depends on the choice.", "bold yellow"))
    others = [id for id in found.differing if id != found.of]
    if others:
        out.print(Text("So do those on", "dim"))
    for id in others[:FEW]:
        sides: dict[Verdict, list[str]] = {}
        for name, verdict in found.differing[id].items():
            sides.setdefault(verdict, []).append(name)
        told = "; ".join(f"{verdict} under {', '.join(names)}" for verdict, names in sides.items())
        say(out, f"{id}: {told}", indent=2, hang=4)
    if len(others) > FEW:
        out.print(Text(f"  … and {len(others) - FEW} more", "dim"))


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
    """Which statements were doubted, in words."""
    return f"the premises, counterevidence and unargued claims: {len(ids)} of {len(m.statements)} statements."


def _verdict_line(out: Console, verdict: Verdict, strength: str, more: str) -> None:
    out.print(
        Text.assemble((verdict.upper(), VERDICT_COLOURS[verdict]), (f"  {strength}", "bold"), (f"  {more}", "dim"))
    )


def _signed(value: float, digits: int = 2) -> str:
    return ("−" if value < 0 else "+") + rounded(abs(value), bool, digits)


def _plain(text: str, style: str = "") -> Text:
    """Text from a map: no control characters, whatever it holds."""
    return Text(in_terminal(text), style)
