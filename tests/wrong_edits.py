"""Fifty wrong edits of one map, as programs and language models write them, each with the code of its refusal."""

MAP = """\
# Storage
claim: Moving the archive pays off.
id: move
because:
  # the invoices
  - premise: Object storage costs a third per byte.
    id: cheaper
    strength: strong  # by the invoices
    weight: 0.8
    unless:
      - counterevidence: Egress fees eat the difference.
        id: egress
  - claim: The team can run it.
    id: can-run
    because:
      - all:
          - premise: Two of them ran one before.
            id: experience
          - premise: They have the time.
            id: time
but:
  - counterevidence: The last migration overran by a year.
    id: overrun
    strength: weak

expect:
  - {of: move, turned-by: [cheaper]}
"""

WRONG = [
    # what is to be done
    ({"op": "delete", "id": "overrun"}, "unknown-operation"),
    ({"op": "Rate", "id": "move", "strength": 0.4}, "unknown-operation"),
    ({"id": "move", "strength": 0.4}, "missing-key"),
    ({"op": "update", "id": "overrun", "text": "The last migration overran by two years."}, "unknown-operation"),
    ("remove overrun", "not-an-operation"),
    # keys
    ({"op": "rate", "id": "move", "confidence": 0.4}, "unknown-key"),
    ({"op": "rate", "node": "move", "strength": 0.4}, "unknown-key"),
    ({"op": "add", "premise": "Disks are old.", "id": "old", "to": "move", "as": "support"}, "unknown-key"),
    ({"op": "link", "sources": ["time"], "target": "move", "as": "support"}, "unknown-key"),
    ({"op": "reword", "id": "move", "txt": "Moving pays off."}, "unknown-key"),
    ({"op": "remove", "id": "overrun", "reason": "no longer true"}, "unknown-key"),
    ({"op": "add", "kind": "premise", "text": "Disks are old.", "parent": "move", "relation": "support"}, "unknown-key"),
    ({"op": "reword", "id": "overrun.attacks.move", "text": "Delay costs more."}, "unknown-key"),
    ({"op": "reword", "id": "overrun", "why": "It is in the minutes."}, "unknown-key"),
    ({"op": "rate", "id": "cheaper", "weight": 0.7}, "unknown-key"),
    ({"op": "rate", "id": "cheaper.supports.move", "strength": 0.7}, "unknown-key"),
    # what is missing
    ({"op": "add", "text": "Disks are old.", "to": "move", "as": "support"}, "missing-key"),
    ({"op": "add", "kind": "premise", "text": "Disks are old.", "to": "move"}, "missing-key"),
    ({"op": "add", "kind": "counterevidence", "text": "Contracts run on.", "to": "cheaper.supports.move"}, "missing-key"),
    ({"op": "link", "from": "overrun", "to": "can-run"}, "missing-key"),
    ({"op": "undercut", "id": "overrun", "to": "cheaper.supports.move"}, "unknown-key"),
    ({"op": "add", "kind": "premise", "text": "Disks are old.", "as": "support"}, "missing-key"),
    ({"op": "add", "kind": "premise", "to": "move", "as": "support"}, "missing-key"),
    # values
    ({"op": "rate", "id": "move", "strength": "70 %"}, "wrong-value"),
    ({"op": "rate", "id": "move", "strength": 70}, "wrong-value"),
    ({"op": "rate", "id": "move", "strength": 1.2}, "wrong-value"),
    ({"op": "rate", "id": "move", "strength": -0.1}, "wrong-value"),
    ({"op": "rate", "id": "move", "strength": "storng"}, "wrong-value"),
    ({"op": "rate", "id": "move", "strength": "very_strong"}, "wrong-value"),
    ({"op": "rate", "id": "move", "strength": [0.8, 0.4]}, "wrong-value"),
    ({"op": "rate", "id": "move", "strength": "0.4-0.6"}, "wrong-value"),
    ({"op": "add", "kind": "evidence", "text": "Disks are old.", "to": "move", "as": "support"}, "wrong-value"),
    ({"op": "add", "kind": "premise", "text": "Disks are old.", "to": "move", "as": "pro"}, "wrong-value"),
    ({"op": "add", "kind": "premise", "text": "Disks are old.", "id": "old disks", "to": "move", "as": "support"}, "wrong-value"),
    ({"op": "reword", "id": "time", "implicit": "yes"}, "wrong-value"),
    ({"op": "reword", "id": "time", "voice": "reporter"}, "wrong-value"),
    ({"op": "reword", "id": "time", "text": ""}, "wrong-value"),
    ({"op": "rename", "id": "time", "to": "the time"}, "wrong-value"),
    ({"op": "remove", "id": "can-run", "grounds": "yes"}, "wrong-value"),
    # ids
    ({"op": "rate", "id": "overun", "strength": 0.4}, "unknown-id"),
    ({"op": "reword", "id": "They have the time.", "text": "They have time."}, "unknown-id"),
    ({"op": "link", "from": ["experence", "tme"], "to": "mvoe", "as": "support", "weight": "80%"}, "unknown-id"),
    ({"op": "add", "kind": "premise", "text": "Disks are old.", "id": "time", "to": "move", "as": "support"}, "taken-id"),
    ({"op": "add", "kind": "premise", "text": "They have the time.", "id": "t", "to": "move", "as": "support"}, "taken-id"),
    ({"op": "link", "from": "overrun", "to": "move", "as": "attack", "weight": 0.3}, "taken-id"),
    # what does not fit the argument
    ({"op": "undercut", "from": "overrun", "to": "can-run"}, "wrong-thing"),
    ({"op": "link", "from": "overrun", "to": "cheaper.supports.move", "as": "attack"}, "wrong-thing"),
    ({"op": "link", "from": ["cheaper.supports.move"], "to": "can-run", "as": "support"}, "wrong-thing"),
    ({"op": "remove", "id": "can-run"}, "left-alone"),
    ({"op": "remove", "id": "move"}, "conclusion"),
]  # fmt: skip
