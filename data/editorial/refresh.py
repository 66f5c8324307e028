"""Makes the editorial's record file anew from Crossref.

    python data/editorial/refresh.py --mailto you@example.org [--out FILE]

Asks Crossref for every reference of `references.txt` and writes the records that were accepted as
the same works. Ends with 0 when the file is written, and with 3, writing nothing, when Crossref
could not be asked about every reference.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from joinedup_refs.clean import clean
from joinedup_refs.errors import JoinedUpError
from joinedup_refs.match.gather import gather
from joinedup_refs.model.document import Document
from joinedup_refs.model.evidence import Candidate, Evidence
from joinedup_refs.model.value import Json
from joinedup_refs.saving import save
from joinedup_refs.sources.crossref import Crossref
from joinedup_refs.sources.source import Source

HERE = Path(__file__).resolve().parent


def refresh(source: Source, references: Path, out: Path) -> int:
    """Ask the source about a list, write the accepted records, and give the exit status."""
    document = clean(references).result
    evidence = gather(document, [source], on_progress=_progress)
    if evidence.unreachable:
        for failure in evidence.failures:
            print(failure, file=sys.stderr)
        asked, failed = len(document.entries), len(evidence.unreachable)
        print(f"{failed} of {asked} references could not be checked; nothing was written")
        return 3
    records = _records(document, evidence)
    if not records:
        print("no record was accepted; nothing was written")
        return 3
    save(out, (json.dumps(records, ensure_ascii=False, indent=2) + "\n").encode())
    print(f"{len(records)} of {len(document.entries)} references have a record, now in {out}")
    return 0


def _records(document: Document, evidence: Evidence) -> list[dict[str, Json]]:
    """Give one record for each entry that has one, and say which entries have none."""
    records = []
    for entry in document.entries:
        accepted = evidence.accepted(entry.id)
        told = accepted[0].candidate.origin.id if accepted else "no record accepted"
        print(f"{document.reading(entry)[:60]:60}  {told}")
        if accepted:
            records.append(_record(accepted[0].candidate))
    return records


def _record(found: Candidate) -> dict[str, Json]:
    said = f"A: the publisher's record at Crossref, fetched {found.origin.retrieved}"
    custom: dict[str, Json] = {"years": list(found.years)}
    if found.online_year:
        custom["online-year"] = found.online_year
    if found.print_year:
        custom["print-year"] = found.print_year
    if found.aliases:
        custom["aliases"] = list(found.aliases)
    stated = [*(name for name in found.item if name != "type"), *custom]
    levels: dict[str, Json] = dict.fromkeys(stated, said)
    return {"id": found.origin.id, **found.item, "custom": {"levels": levels, **custom}}


def _progress(done: int, count: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} of {count}", end="" if done < count else "\n", file=sys.stderr)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and do it."""
    parser = argparse.ArgumentParser(description="Make the editorial's records anew from Crossref.")
    parser.add_argument(
        "--mailto", required=True, help="your mail address, which Crossref asks for"
    )
    parser.add_argument("--out", type=Path, default=HERE / "evidence.csl.json")
    chosen = parser.parse_args(arguments)
    try:
        return refresh(Crossref(chosen.mailto), HERE / "references.txt", chosen.out)
    except JoinedUpError as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
