"""`make fuzz`: changed files of every format for so many seconds; each crash is kept in tests/data/crashes as a case."""

import os
import signal
import sys
import time
from hashlib import sha256
from pathlib import Path
from random import Random, SystemRandom

from mutation import hold, mutated

from argmap import formats

CRASHES = Path(__file__).parent.parent / "data" / "crashes"
LONGEST_S = 20


def main() -> int:
    """Fuzzes until the time is over; gives 1 if anything was found."""
    seconds = float(os.environ.get("FUZZ_SECONDS", "60"))
    seed = int(os.environ.get("FUZZ_SEED", SystemRandom().randrange(2**32)))
    wanted = os.environ.get("FUZZ_FORMATS", "").split() or list(formats.FORMATS)
    random, end, found = Random(seed), time.monotonic() + seconds, {}
    runs, maps = dict.fromkeys(wanted, 0), dict.fromkeys(wanted, 0)
    print(f"seed {seed}, {seconds:g} s, {len(wanted)} formats")
    signal.signal(signal.SIGALRM, _too_long)
    while time.monotonic() < end:
        format = random.choice(wanted)
        data = mutated(random, format)
        signal.alarm(LONGEST_S)
        try:
            maps[format] += hold(data, format)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            kind = f"{format}: {type(error).__name__}: {str(error)[:80]}"
            if kind not in found:
                found[kind] = CRASHES / f"{sha256(data).hexdigest()[:12]}.{format}"
                found[kind].write_bytes(data)
                print(f"{kind}\n  {found[kind]}", flush=True)
        finally:
            signal.alarm(0)
        runs[format] += 1
    print(f"{sum(runs.values()):,} files, of which {sum(maps.values()):,} are maps; {len(found)} kinds of crash")
    return bool(found)


def _too_long(*_: object) -> None:
    raise TimeoutError(f"longer than {LONGEST_S} s")


if __name__ == "__main__":
    sys.exit(main())
