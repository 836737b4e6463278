"""What is wrong with a map that loads: the coded rules of `argmap check`, in one table."""

from argmap.lint.finding import Finding
from argmap.lint.rules import RULES, check, rule_of, selected
from argmap.lint.rules.rule import Rule

__all__ = ["RULES", "Finding", "Rule", "check", "rule_of", "selected"]
