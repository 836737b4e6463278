"""The histogram of a strength over many scenarios, as a standalone SVG."""

from argmap.analysis.robustness import Robustness
from argmap.analysis.rounding import between
from argmap.renderers.quoting import in_svg
from argmap.renderers.scene.metrics import clean, wrap

WIDTH, HEIGHT, LEFT, TOP, PLOT = 720, 340, 40, 96, 180
VERDICT_COLOURS = {"accepted": "#0A6C74", "undecided": "#8A6A00", "rejected": "#B83A0B"}
FONT_ATTRIBUTE = 'font-family="Helvetica, Arial, sans-serif"'


def histogram_svg(robustness: Robustness, text: str) -> str:
    """Bars of how many scenarios gave each strength, coloured by verdict, the mid-point strength marked."""
    bins, most = len(robustness.counts), max(robustness.counts) or 1
    span = WIDTH - 2 * LEFT
    bars = []
    for number, count in enumerate(robustness.counts):
        middle = (number + 0.5) / bins
        verdict = _verdict(middle, robustness.cuts)
        tall = PLOT * count / most
        if count:
            bars.append(
                f'<rect x="{LEFT + span * number / bins + 0.5:.1f}" y="{TOP + PLOT - tall:.1f}" width="{span / bins - 1:.1f}" '
                f'height="{tall:.1f}" fill="{VERDICT_COLOURS[verdict]}"><title>{count:,} scenarios between {number / bins:.2f} and '
                f"{(number + 1) / bins:.2f}</title></rect>"
            )
    title = wrap(clean(text), span, 15, bold=True)[:2]
    holds = f"{robustness.verdict} in {robustness.holds:.1%} of {robustness.samples:,} scenarios"
    doubt = f"base scores ± {robustness.spread:g}" if robustness.spread else "the map's intervals"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img">',
        f"<title>{in_svg(clean(text))}: {holds}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#FFFFFF"/>',
        *(
            f'<text x="{LEFT}" y="{30 + 19 * number}" {FONT_ATTRIBUTE} font-size="15" font-weight="bold" fill="#101828">{in_svg(line)}</text>'
            for number, line in enumerate(title)
        ),
        f'<text x="{LEFT}" y="{34 + 19 * len(title)}" {FONT_ATTRIBUTE} font-size="13" fill="{VERDICT_COLOURS[robustness.verdict]}">{holds}</text>',
        *bars,
        f'<line x1="{LEFT}" y1="{TOP + PLOT}" x2="{WIDTH - LEFT}" y2="{TOP + PLOT}" stroke="#7A8494"/>',
    ]
    for tenth in range(0, 11, 2):
        x = LEFT + span * tenth / 10
        lines.append(
            f'<text x="{x:.1f}" y="{TOP + PLOT + 18}" {FONT_ATTRIBUTE} font-size="12" fill="#475467" text-anchor="middle">{tenth / 10:g}</text>'
        )
    for cut in robustness.cuts:
        x = LEFT + span * cut
        lines.append(
            f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{TOP + PLOT}" stroke="#7A8494" stroke-dasharray="3 3"/>'
        )
    x = LEFT + span * robustness.strength
    below = f"{doubt}, {robustness.distribution}, seed {robustness.seed} · {robustness.semantics} · surely {between(robustness.interval)}"
    lines += [
        f'<line x1="{x:.1f}" y1="{TOP - 6}" x2="{x:.1f}" y2="{TOP + PLOT}" stroke="#101828" stroke-width="1.5"/>',
        f'<text x="{x:.1f}" y="{TOP - 10}" {FONT_ATTRIBUTE} font-size="12" fill="#101828" text-anchor="middle">{robustness.strength:.2f}</text>',
        f'<text x="{LEFT}" y="{HEIGHT - 22}" {FONT_ATTRIBUTE} font-size="12" fill="#475467">{below}</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _verdict(strength: float, cuts: tuple[float, ...]) -> str:
    """The verdict that a strength alone gives, by the cut-offs on strengths; under possible worlds none rejects."""
    if strength >= cuts[0]:
        return "accepted"
    return "rejected" if len(cuts) > 1 and strength <= cuts[1] else "undecided"
