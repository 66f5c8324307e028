"""Measures how time and memory grow with the size of what a hostile hand might give.

    python benchmarks/growth.py [--sizes 50 100 200 400] [--only WORDS] [--most SECONDS]

Each shape of `hostile_shapes.py` is cleaned as `joinedup-refs clean` does: read, taken apart,
checked, each size in a process of its own. Told are milliseconds of processor time for a thousand
characters at each size; by what that grew, at worst, from one size to the next that is twice as
large (1.0 is linear; from 1.3 on a shape is marked); and what the largest size added to the memory
held. What takes longer than SECONDS is ended.
"""

import argparse
import json
import os
import resource
import sys
import time
from itertools import pairwise

from hostile_shapes import ENTRY, HEAD, SHAPES
from joinedup_refs.clean import clean_text
from joinedup_refs.errors import FormatInvalid, InputUnreadable
from joinedup_refs.read import read

GROWS = 1.3
"""By how much the time for a character may grow when the size doubles, before it is marked."""
SETTLED = 0.06
"""Seconds; what takes no longer is all beginning, and does not count."""


def main() -> int:
    """Print the table; 1 where something grows faster than its size."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 100, 200, 400], help="kB")
    parser.add_argument("--only", default="", help="shapes whose name has these words")
    parser.add_argument("--most", type=int, default=60, help="seconds for one text")
    options = parser.parse_args()
    heads = " | ".join(f"{size} kB" for size in options.sizes)
    print(f"| shape | {heads} | grows | MB |\n| --- {'| --- ' * len(options.sizes)}| --- | --- |")
    cleaned("", HEAD + ENTRY * 3)  # what is loaded once
    bad = 0
    for name, (suffix, make) in SHAPES.items():
        if options.only in name:
            bad += not _told(name, [(suffix, make(n * 1000)) for n in options.sizes], options.most)
    print(f"{bad} marked")
    return 1 if bad else 0


def _told(name: str, contents: list[tuple[str, str]], most: int) -> bool:
    """Measure one shape in all sizes, and say what it took; whether it is well."""
    rates: list[float] = []
    worst, memory, refused = 1.0, 0, ""
    for suffix, content in contents:
        found = apart(suffix, content, most)
        if found is None:
            rates.append(float("inf"))
            worst = float("inf")
            break
        took, memory, refused = found
        rates.append(took * 1e6 / len(content))
        if took > SETTLED and len(rates) > 1:
            worst = max(worst, *(after / before for before, after in pairwise(rates[-2:])))
    well = worst <= GROWS
    row = [name, *(f"{rate:.2f}" for rate in rates), f"{worst:.2f}{'' if well else ' (!)'}"]
    print(f"| {' | '.join(row)} | {memory} |" + f" {refused}" * bool(refused), flush=True)
    return well


def apart(suffix: str, content: str, most: int) -> tuple[float, int, str] | None:
    """Clean in a process of its own, and give what `cleaned` does; None if it took too long."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (most, most + 1))
            os.write(into, json.dumps(cleaned(suffix, content)).encode())
        finally:
            os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as told:
        held = told.read()
    os.waitpid(child, 0)
    if not held:
        return None
    took, memory, refused = json.loads(held)
    return took, memory, refused


def cleaned(suffix: str, content: str) -> tuple[float, int, str]:
    """Clean a content: seconds on the processor, MB added, and how it was refused if it was."""
    data, refused = content.encode("utf-8", "replace"), ""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    try:
        clean_text(read(data, suffix=suffix).text)
    except (InputUnreadable, FormatInvalid) as error:
        refused = str(error).partition("\n")[0]
    took = time.process_time() - began
    return took, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024, refused


if __name__ == "__main__":
    sys.exit(main())
