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
}
