"""Which tests stand near a module: those that must notice a mutant of it, besides the module's own doctests."""

ROOMS = {
    "semantics": ("test_oracles", "test_gradients", "test_principles"),
    "solver": ("test_oracles", "test_gradients", "test_cycles", "test_worlds", "test_drawn", "test_columns", "test_laws"),
    "analysis": ("test_analysis", "test_certificates", "test_difference", "test_principles", "test_laws", "test_standpoints", "test_worlds", "test_evidence"),
    "formats": ("test_loading", "test_reader", "test_anchors", "test_roundtrip", "test_schema", "test_quick", "test_foreign"),
    "lint": ("test_lint", "test_findings", "test_telling"),
}  # fmt: skip
"""The tests of each room; of these, a mutant meets the ones that call the function in which it is."""

OUT = ("solver/backend.py", "solver/array_input.py", "solver/parquet_input.py")
"""Compiled code and columns: their tests take minutes, and compare whole runs."""
