"""Looks made-up references up in a service on this machine that fails in every way there is.

    python benchmarks/crossref_faults.py [--references N] [--each]

Of each run it prints how many references could not be checked at first, how many answers differ
from those without faults ("wrong"; "missed" where a fault was taken for nothing found), the most
requests of any second and at once, by the service's count, and what the second run, without
faults, had to ask for. `--each` makes a run for every fault by itself. Time is pretended, so that
nobody waits; that it stands still while a request is under way makes the count of requests in a
second exact.
"""

import argparse
import contextlib
import io
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

DOUBLES = Path(__file__).resolve().parents[1] / "tests" / "doubles"
sys.path.insert(0, str(DOUBLES))

from crossref_server import Answer, Asked, CrossrefServer  # noqa: E402
from invented_works import Invented, invented  # noqa: E402
from pretended_time import SharedTime  # noqa: E402
from quick_connections import few_certificates, no_proxy  # noqa: E402
from spoiled_answers import FAULTS, InTurn, Mixed, most_in_a_second  # noqa: E402

from joinedup_refs.cli import main as program  # noqa: E402
from joinedup_refs.sources import opening, requesting  # noqa: E402

_MAILTO = "reader@example.org"
_TIMEOUT_S = 0.5
"""Less than the answers take that are to be too slow, but enough for a busy machine: a request that
is given up before the service has read it would be counted later than it was made."""
_Spoil = Callable[[Asked, Answer], Answer]
_Told = list[dict[str, object]]


class Run(NamedTuple):
    """What the program said, and its exit code."""

    code: int
    told: _Told
    requests: int


def run(server: CrossrefServer, arguments: Sequence[str]) -> Run:
    """Run the program in this process."""
    server.asked.clear()
    server.most_at_once = 0
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        code = program(arguments)
    return Run(code, [json.loads(line) for line in out.getvalue().splitlines()], len(server.asked))


def faulty(
    name: str,
    spoil: _Spoil,
    server: CrossrefServer,
    lines: Path,
    clean: _Told,
    mailto: Sequence[str],
) -> None:
    """Run with faults and then without, and print a row."""
    match = ["match", "--lines", str(lines), "--source", server.url, *mailto]
    with tempfile.TemporaryDirectory() as folder:
        match += ["--cache", str(Path(folder) / "kept")]
        server.spoil = spoil
        patient = opening.Crossref
        opening.Crossref = partial(patient, timeout_s=_TIMEOUT_S)  # type: ignore[assignment,misc]  # made alike
        begun = time.perf_counter()
        first = run(server, match)
        took_s = time.perf_counter() - begun
        busiest = most_in_a_second(server.lists), most_in_a_second(server.singles)
        at_once = server.most_at_once
        server.spoil = lambda _, right: right
        opening.Crossref = patient  # type: ignore[misc]
        second = run(server, match)
    pairs = [
        (one, right)
        for one, right in zip(first.told, clean, strict=True)
        if one["verdict"] != "unreachable"
    ]
    wrong = sum(one != right for one, right in pairs)
    missed = sum(one["verdict"] == "reject" != right["verdict"] for one, right in pairs)
    unreachable = len(clean) - len(pairs)
    print(
        f"| {name} | {first.requests:,} | {unreachable} | {wrong} | {missed} | {busiest[0]} "
        f"| {busiest[1]} | {at_once} | {first.code} | {second.requests} | {second.code} "
        f"| {'yes' if second.told == clean else 'NO'} | {took_s:.0f} s |",
        flush=True,
    )


def main() -> None:
    """Make the runs and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--references", type=int, default=1000)
    parser.add_argument("--each", action="store_true")
    asked = parser.parse_args()
    references = invented(asked.references)
    clock = SharedTime(jitter=0.5)
    requesting.Places = clock.places  # type: ignore[assignment,misc]  # as its docstring says
    opening.REAL = clock.timing
    no_proxy()
    with tempfile.TemporaryDirectory() as folder, served(references, clock) as server:
        few_certificates(Path(folder))
        lines = Path(folder) / "references.txt"
        lines.write_text("".join(one.line + "\n" for one in references), encoding="utf-8")
        match = ["match", "--lines", str(lines), "--source", server.url, "--no-cache"]
        begun = clock.now
        clean = run(server, [*match, "--mailto", _MAILTO])
        found = sum(one["verdict"] == "accept" for one in clean.told)
        right = [one["doi"] for one in clean.told] == [one.doi or None for one in references]
        print(
            f"{len(references):,} references, {found} with a record, all right: "
            f"{'yes' if right else 'NO'}; {clean.requests:,} requests, "
            f"{clock.now - begun:,.0f} s as the service counts them\n"
        )
        print(
            "| faults | requests | could not be checked | wrong | missed | lists/s | singles/s "
            "| at once | exit | second run asks | exit | then all right | took |"
        )
        print("| --- " * 13 + "|")
        polite = ("--mailto", _MAILTO)
        if asked.each:
            for name in FAULTS:
                faulty(name, Mixed(1, 0.3, (name,)), server, lines, clean.told, polite)
            return
        for pool, mailto in (("polite", polite), ("public", ())):
            faulty(f"in turn, {pool}", InTurn(3), server, lines, clean.told, mailto)
            faulty(f"mixed, {pool}", Mixed(7, 0.35), server, lines, clean.told, mailto)


def served(references: Sequence[Invented], clock: SharedTime) -> CrossrefServer:
    """Make the service that has their works."""
    works = [one.work for one in references if one.work]
    server = CrossrefServer(works, clock=lambda: clock.now)
    server.aliases = {one.printed: one.doi for one in references if one.kind == "alias"}
    return server


if __name__ == "__main__":
    main()
