"""Which tests stand near a module: those that must notice a mutant of it, besides the module's own doctests."""

ROOMS = {
    "semantics": ("test_oracles", "test_principles", "test_gradients", "test_cycles", "test_analysis"),
    "solver": ("test_oracles", "test_gradients", "test_cycles", "test_columns", "test_worlds", "test_drawn", "test_laws", "test_bounded"),
    "analysis": (
        "test_analysis", "test_principles", "test_laws", "test_difference", "test_bounded", "test_worlds", "test_every_statement",
        "test_standpoints", "test_anchors", "test_paper", "test_cycles", "test_telling",
    ),
    "formats": ("test_loading", "test_reader", "test_roundtrip", "test_schema", "test_foreign", "test_anchors", "test_fields", "test_quick", "test_paper"),
    "lint": ("test_lint", "test_telling"),
}  # fmt: skip
"""The tests of each room; of these, a mutant meets the ones that call the function in which it is."""

OUT = ("solver/backend.py", "solver/array_input.py", "solver/parquet_input.py")
"""Compiled code and columns: their tests take minutes, and compare whole runs."""
