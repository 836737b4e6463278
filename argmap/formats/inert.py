"""JSON that a terminal obeys nothing in."""

import json
import re
from typing import Any


def inert_json(value: Any) -> str:
    """A value as JSON without any control character that a terminal obeys, and without what is no letter, as in names of files.

    >>> inert_json("\\x9b31m")
    '"\\\\u009b31m"'
    """
    return re.sub(
        r"[\x7f-\x9f\ud800-\udfff]",
        lambda match: f"\\u{ord(match[0]):04x}",
        json.dumps(value, ensure_ascii=False, indent=2),
    )
