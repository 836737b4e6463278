"""For tests of arguments and of semantics: strategies that make maps, and what breaks a principle (`argmap[test]`)."""

from argmap.testing.principles import cases, counterexample

__all__ = ["cases", "counterexample"]
