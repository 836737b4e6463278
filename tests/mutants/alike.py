"""Mutants that nobody can tell from the module, each looked at by a person: (the module, the line, the change) → why."""

ALIKE: dict[tuple[str, str, str], str] = {
    (
        "formats/fields.py",
        "return None if None in read else tuple(record for record in read if record is not None)",
        "for … if … → for …",
    ): "there is no None left to leave out; the condition tells the type checker so",
    (
        "formats/outline_writer.py",
        "if level > limits().depth - 10:",
        "> → >=",
    ): "levels rise by two, and the ten are a margin for what an entry holds",
    (
        "analysis/attribution.py",
        "batch = max(1, BATCH_ROWS // (2 * (n + 1)))",
        "// → *",
    ): "how many orders are computed together; the numbers do not depend on it",
    (
        "solver/fixed_point.py",
        "values, rounds, residual = accelerated(f, flow.state, most=60)",
        "60 → 61",
    ): "how long an acceleration is tried that does not lead to a point",
    (
        "solver/fixed_point.py",
        "ended = norm < 1e-6 or column + 1 == most",
        "< → <=",
    ): "what is left of a direction is never this very number",
    (
        "solver/graph.py",
        "undercut = {target - nodes for _, target, _ in steps if target >= nodes}",
        "for … if … → for …",
    ): "the numbers below 0 that come in are those of no step",
    (
        "solver/worlds/arrangement.py",
        "MOST_ROUNDS, PATIENCE, MOST_MOVES = 100, 5, 100_000",
        "100 → 101",
    ): "how long a better order is looked for; any order gives the same chances",
    (
        "solver/worlds/arrangement.py",
        "best, shortest, waited = order, length, 0",
        "0 → 1",
    ): "how long a better order is looked for; any order gives the same chances",
    (
        "solver/worlds/modular.py",
        "left_by_one = sum(s.uses_beyond[vertex] > 0 for vertex in members) <= 1",
        "<= → <",
    ): "the same chances, by a larger circuit",
    (
        "solver/worlds/solution.py",
        "HELD = 1 << 22",
        "22 → 23",
    ): "how much memory scenarios take that are computed together; the numbers do not depend on it",
    (
        "solver/worlds/solution.py",
        "if one_pass(graph) or graph.vertices + len(graph.edge) > MOST_COMPILED:",
        "> → >=",
    ): "whether a graph of just so many parts is still compiled",
    (
        "analysis/hinges.py",
        "MOST_FOR_HINGES = 5_000",
        "5000 → 5001",
    ): "from which size on a map is too large to be asked",
    (
        "analysis/smallest_shift.py",
        "low, steady, high = 0.0, 0.0, 1.0",
        "1.0 → 2.0",
    ): "a shift beyond 1 moves no number further, and the halving begins one step earlier",
    (
        "formats/foreign/table.py",
        "BEGINNING = 50_000",
        "50000 → 50001",
    ): "how much of a text is looked at to tell its format",
    (
        "formats/foreign/iccma.py",
        "if count > MOST_ARGUMENTS:",
        "> → >=",
    ): "whether a framework of just so many arguments is still read",
    (
        "formats/foreign/iccma.py",
        "MOST_ARGUMENTS = 5_000_000",
        "5000000 → 5000001",
    ): "how many arguments are read at most",
    (
        "formats/foreign/iccma.py",
        "return int(word) if len(word) < 20 else MOST_ARGUMENTS + 1",
        "1 → 2",
    ): "any number that is too large to be read",
    (
        "formats/foreign/iccma.py",
        "return int(word) if len(word) < 20 else MOST_ARGUMENTS + 1",
        "20 → 21",
    ): "from which length on a number is too large without being computed",
    (
        "formats/foreign/iccma.py",
        "return int(word) if len(word) < 20 else MOST_ARGUMENTS + 1",
        "< → <=",
    ): "from which length on a number is too large without being computed",
    (
        "formats/foreign/argdown.py",
        "def __init__(self, intake: Intake, graph: ArgdownGraph, first: int = 1) -> None:",
        "1 → 2",
    ): "the first line of what argmap has just written itself, whose places nobody is told",
    ("formats/foreign/csv_tables.py", "LONGEST_CELL = 2**24", "24 → 25"): "how long a cell may be",
    (
        "formats/foreign/xml_parts.py",
        "parser.buffer_text = True",
        "True → False",
    ): "how the parser hands a text over; the whole is the same",
    (
        "formats/foreign/xml_parts.py",
        "def xml_root(data: bytes, intake: Intake) -> XmlElement:",
        "without `parser.EntityDeclHandler = refuse('entities')`",
    ): "a second lock: a document type with declarations is refused before",
    (
        "formats/foreign/xml_parts.py",
        "def xml_root(data: bytes, intake: Intake) -> XmlElement:",
        "without `parser.ExternalEntityRefHandler = refuse('external reference`",
    ): "a second lock: a document type with declarations is refused before",
    (
        "formats/foreign/xml_parts.py",
        'return " ".join(filter(None, said))[:200]',
        "200 → 201",
    ): "how much of an element a message shows",
    (
        "formats/foreign/xml_parts.py",
        "if sum(map(len, said)) > 200:",
        "200 → 201",
    ): "how much of an element a message shows",
    (
        "formats/foreign/xml_parts.py",
        "if sum(map(len, said)) > 200:",
        "> → >=",
    ): "how much of an element a message shows",
    ("formats/foreign/csv_tables.py", "LONGEST_CELL = 2**24", "2 → 3"): "how long a cell may be",
    (
        "formats/foreign/tgf.py",
        'return all(re.fullmatch(r"\\S+\\s+\\S+(\\s+\\S+){0,2}", line.strip()) for line in parts[1].strip().splitlines()[:50])',
        "50 → 51",
    ): "how much of a text is looked at to tell its format",
}
