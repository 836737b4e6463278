"""The other side of the rows of `corpora`: formal-argumentation from the same JSON texts to the strengths of their conclusions.

It is a script for an interpreter that has this library: the texts as a list of JSON on stdin, its time and strengths printed.
"""

import json
import sys
from time import process_time

from measure import say

UNSAID = 0.5
"""The base score of what has no strength."""


def main() -> None:
    """Prints the best seconds of three turns over all texts, and the strength of each conclusion."""
    from argumentation.gradual import dfquad, gradual

    texts = json.load(sys.stdin)

    def strength(text: str) -> float:
        given = json.loads(text)
        base = {node["id"]: node.get("strength", UNSAID) for node in given["nodes"]}
        supports, attacks = (
            frozenset((one["sources"][0], one["target"]) for one in given["relations"] if one["kind"] == kind)
            for kind in ("support", "attack")
        )
        graph = gradual.WeightedBipolarGraph(frozenset(base), base, attacks, supports)
        found: float = dfquad.dfquad_strengths(graph).strengths[given["conclusion"]]
        return found

    seconds, strengths = [], []
    for _ in range(3):
        begun = process_time()
        strengths = [strength(text) for text in texts]
        seconds.append(process_time() - begun)
    say({"seconds": min(seconds), "strengths": strengths})


if __name__ == "__main__":
    main()
