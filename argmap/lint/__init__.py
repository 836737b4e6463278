"""What is wrong with a map that loads: the coded rules of `argmap check`, in one table."""

from argmap.lint.finding import Finding
from argmap.lint.rules import RULES, Rule, check

__all__ = ["RULES", "Finding", "Rule", "check"]
