"""For tests of arguments and of semantics: Hypothesis strategies that make maps (needs the extra `argmap[test]`)."""
