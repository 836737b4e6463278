"""For tests of arguments and of semantics: strategies, changes, principles as checks, assertions (`argmap[test]`).

Property-test an argument of your own:

>>> from hypothesis import given
>>> from argmap.model import ArgumentMap, Claim, Premise
>>> m = ArgumentMap.of(Claim("C.", id="c").because(Premise("P.", id="p", strength=0.8)))
>>> from argmap.evaluation import evaluate
>>> @given(changed=supported(m))
... def more_reasons_never_lower_it(changed):
...     assert evaluate(changed)["c"] >= evaluate(m)["c"]
>>> more_reasons_never_lower_it()
"""

from argmap.testing.assertions import (
    assert_agreement,
    assert_attack_never_raises,
    assert_no_single_premise_overturns,
    assert_robust,
    assert_support_never_lowers,
)
from argmap.testing.changes import attacked, changes, reduced, reweighted, supported
from argmap.testing.laws import law_maps
from argmap.testing.principles import cases, check_principles, counterexample
from argmap.testing.stateful import MapMachine
from argmap.testing.strategies import argument_maps

__all__ = [
    "MapMachine",
    "argument_maps",
    "assert_agreement",
    "assert_attack_never_raises",
    "assert_no_single_premise_overturns",
    "assert_robust",
    "assert_support_never_lowers",
    "attacked",
    "cases",
    "changes",
    "check_principles",
    "counterexample",
    "law_maps",
    "reduced",
    "reweighted",
    "supported",
]
