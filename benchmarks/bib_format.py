"""How long `format` and `convert` take over a .bib file, beside bibtex-tidy, and what they hold.

Run: python benchmarks/bib_format.py --works WORKS.jsonl.gz [--entries 5000] [--tidy BIN]
     python benchmarks/bib_format.py --works WORKS.jsonl.gz --grow 25000 50000 100000

The file is made of Crossref records by this project's writer, its indentation changed so that there
is something to lay out; further entries are the same ones under other keys. BIN is the script of
bibtex-tidy, as for bib_lint.py. Each program is a process of its own, start included; the fewest
seconds of the processor in the rounds count. With --grow there is no bibtex-tidy, and the most
memory that was resident is printed too.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from bib_lint import written

_KEY = re.compile(r"^(@\w+\{)", re.MULTILINE)
_ALONE = 5000


class Used(NamedTuple):
    """What a process used."""

    seconds: float
    """Of the processor, its start included."""
    megabytes: float
    """The most that was resident."""


def main() -> None:
    """Print what each program uses."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--works", type=Path, required=True, metavar="WORKS.jsonl.gz")
    parser.add_argument("--entries", type=int, default=_ALONE)
    parser.add_argument("--tidy", type=Path, metavar="BIN")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--grow", type=int, nargs="*", default=[])
    arguments = parser.parse_args()
    base = written(arguments.works, min(_ALONE, max([arguments.entries, *arguments.grow])))
    base = base.replace("\n  ", "\n\t")
    print(f"{'entries':>8} {'program':12} {'processor':>10} {'MB':>6} {'times':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for count in arguments.grow or [arguments.entries]:
            file = Path(folder) / f"{count}.bib"
            file.write_text(_of(base, count), encoding="utf-8")
            told = _measured(file, arguments.tidy, 1 if arguments.grow else arguments.rounds)
            tidy = told.get("bibtex-tidy")
            for name, used in told.items():
                times = f"{used.seconds / tidy.seconds:6.2f}" if tidy else ""
                print(f"{count:8} {name:12} {used.seconds:10.2f} {used.megabytes:6.0f} {times}")


def _of(base: str, count: int) -> str:
    """Give so many entries, those of `base` again and again under keys of their own."""
    copies = [_KEY.sub(rf"\g<1>n{n}-", base) for n in range(-(-count // _ALONE))]
    return "\n".join(copies)


def _measured(file: Path, tidy: Path | None, rounds: int) -> dict[str, Used]:
    out = file.with_suffix(".out.bib")
    ours = [sys.executable, "-m", "joinedup_refs.cli"]
    runs = {
        "format": [*ours, "format", str(file), "-o", str(out)],
        "convert": [*ours, "convert", str(file), "--to", "bibtex", "-o", str(out)],
    }
    if tidy:
        runs["bibtex-tidy"] = ["node", str(tidy), str(file), "-o", str(out)]
    found: dict[str, list[Used]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, command in runs.items():
            out.unlink(missing_ok=True)
            found[name].append(_run(command))
    return {name: min(used) for name, used in found.items()}


def _run(command: list[str]) -> Used:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return Used(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
