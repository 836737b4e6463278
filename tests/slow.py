"""What `make quick` leaves out: these files, whose tests take seconds, and each test that is marked `slow`.

A slow file that is missing here cannot make it long: after QUICK_S seconds no test is begun, and the run ends with the
files that took longest.
"""

QUICK_S = 45

FILES = frozenset(
    f"test_{name}.py"
    for name in (
        "action",
        "analysis",
        "certificates",
        "circuit",
        "cli",
        "columns",
        "corpus",
        "cycles",
        "difference",
        "docs",
        "drawn",
        "edit",
        "embedded",
        "engine",
        "evaluator_js",
        "every_statement",
        "evidence",
        "explorer",
        "fields",
        "files",
        "flagship",
        "foreign",
        "forest",
        "fuzz",
        "golden",
        "gradients",
        "impact",
        "install",
        "laws",
        "machines",
        "map_laws",
        "mcp",
        "merging",
        "page_views",
        "paper",
        "paths",
        "pictures",
        "playground",
        "poster",
        "principles",
        "problog",
        "quick",
        "reader",
        "reference",
        "render",
        "roundtrip",
        "scale",
        "scenarios",
        "sheets",
        "start",
        "streams",
        "terminal",
        "testing",
        "wording",
        "worlds",
    )
)
