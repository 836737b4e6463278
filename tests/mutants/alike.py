"""Mutants that nobody can tell from the module, each looked at by a person: (the module, the line, the change) → why."""

ALIKE: dict[tuple[str, str, str], str] = {}
