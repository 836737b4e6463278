"""Which tests stand near a module: those that must notice a mutant of it, besides the doctests of its room."""

ROOMS = {
    "semantics": ("test_definitions", "test_oracles", "test_gradients", "test_principles", "test_analysis"),
    "solver": ("test_network", "test_fixed_point", "test_oracles", "test_gradients", "test_cycles", "test_columns", "test_drawn"),
    "solver/worlds": ("test_dependence", "test_worlds", "test_drawn", "test_flips", "test_circuit", "test_forest", "test_bounded"),
    "analysis": (
        "test_analysis", "test_questions", "test_certificates", "test_difference", "test_principles", "test_standpoints",
        "test_evidence", "test_scenarios", "test_impact", "test_merging", "test_of_100", "test_given", "test_answers", "test_laws_by_hand",
    ),
    "formats": (
        "test_notations", "test_loading", "test_anchors", "test_roundtrip", "test_schema", "test_quick", "test_fields", "test_including",
    ),
    "formats/foreign": ("test_told", "test_written", "test_tables", "test_dialects", "test_foreign", "test_roundtrip"),
    "lint": ("test_rule_edges", "test_lint", "test_findings", "test_telling", "test_paths"),
}  # fmt: skip
"""The tests of each room; of these, a mutant meets the ones that call the function in which it is.

A room is a folder without the rooms in it."""

OUT = (
    "solver/backend.py", "solver/array_input.py", "solver/parquet_input.py",
    "solver/worlds/drawn_passes.py", "solver/worlds/circuit_passes.py", "solver/worlds/diagram_passes.py",
)  # fmt: skip
"""Compiled code and columns: their tests take minutes, and compare whole runs."""
