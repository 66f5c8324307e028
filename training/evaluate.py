"""Score the model: `python -m training.evaluate --corpora PATH [--sources NAME …]`.

Predictions are written as JSON lines and scored by the scorer that lies beside the corpora. Names
are split in the plainest way here; the library's own splitter does better.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from joinedup_refs.parse.labeller import Labelled, Labeller
from joinedup_refs.parse.model_file import open_model
from training.gold import read_lines

MEASURED = (
    "excite-de", "openedition-bilbo", "cermine-refs", "parscit", "anystyle-core",
    "grobid-citation", "linked-books", "ore-jats",
)  # fmt: skip
_PEOPLE = frozenset({"author", "editor", "translator"})
_ET_AL = re.compile(
    r"[\s,;]*\b(?:and\s+others|et\.?\s?al(?:ii)?|u\.\s?a|et coll)\b\.?.*$", re.IGNORECASE
)
_AND = re.compile(r"\s*(?:[,;]\s*)?(?:\band\b|\bund\b|\bet\b|\by\b|\be\b|&)\s+")
_INITIALS = re.compile(r"(?:[A-ZÀ-ÖØ-Þ]\.?[\s-]?){1,4}(?:,? (?:Jr|Sr|II|III)\.?)?")


def split_names(text: str) -> list[dict[str, str]]:
    """Split a list of names in the plainest way."""
    text = _AND.sub(" ; " if ";" in text else " , " if "," in text else " ; ", _ET_AL.sub("", text))
    text = re.sub(r"\.?/", ";", text)
    if ";" in text:
        parts = [p.strip() for p in text.split(";")]
    else:
        parts = _by_commas([p.strip() for p in text.split(",") if p.strip()])
    return [_name(p) for p in parts if p]


def _by_commas(pieces: list[str]) -> list[str]:
    """Join `Family` and `F. M.` again where commas stand between both names and their parts."""
    names: list[str] = []
    for piece in pieces:
        joins = names and "," not in names[-1] and not _ends_with_initials(names[-1])
        alone = len(pieces) == 2 and " " not in pieces[0]
        if (joins and (_INITIALS.fullmatch(piece) or (names and len(names) == 1 and alone))) or (
            joins and len(names) == 1 and " " not in names[0] and len(pieces) > 1
        ):
            names[-1] += f", {piece}"
        else:
            names.append(piece)
    return names


def _ends_with_initials(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and (bool(_INITIALS.fullmatch(words[0])) or bool(_bare(words[-1])))


def _bare(word: str) -> bool:
    return word.isupper() and len(word.replace(".", "").replace("-", "")) <= 3


def _name(text: str) -> dict[str, str]:
    """Take one name apart."""
    family, comma, given = text.partition(",")
    if comma:
        return {"family": family.strip(), "given": given.strip()}
    words = text.split()
    if len(words) == 1:
        return {"family": text}
    if _bare(words[-1]) and not _bare(words[0]):
        return {"family": " ".join(words[:-1]), "given": words[-1]}
    at = len(words) - 1
    while at > 1 and words[at - 1].islower():
        at -= 1
    return {"family": " ".join(words[at:]), "given": " ".join(words[:at])}


def fields_of(raw: str, labelled: Sequence[Labelled]) -> dict[str, Any]:
    """Turn labels into fields: the longest title, names in one list, the rest the first."""
    fields: dict[str, Any] = {}
    for part in labelled:
        text = raw[part.start : part.end]
        if part.label in _PEOPLE:
            fields.setdefault(part.label, []).extend(split_names(text))
        elif part.label == "title" and len(text) > len(fields.get("title", "")):
            fields["title"] = text
        else:
            fields.setdefault(part.label, text)
    if "author" not in fields and "collaboration" in fields:
        fields["author"] = [{"literal": fields["collaboration"]}]
    alone = "title" not in fields and "volume" not in fields
    if alone and "container-title" in fields and ("page" not in fields or "publisher" in fields):
        fields["title"] = fields.pop("container-title")
    return fields


def score(labeller: Labeller, gold: Path, scorer: Path, extra: Sequence[str]) -> str:
    """Label the references of `gold`, run the scorer on them, give what it prints."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as handle:
        started, count = time.perf_counter(), 0
        for record in read_lines(gold):
            fields = fields_of(record["raw"], labeller.label(record["raw"]))
            handle.write(json.dumps({"id": record["id"], "fields": fields}) + "\n")
            count += 1
        handle.flush()
        rate = count / (time.perf_counter() - started)
        command = [sys.executable, str(scorer), str(gold), handle.name, *extra]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return f"{rate:.0f} references/s\n{done.stdout}"


def report(labeller: Labeller, root: Path, source: str) -> dict[str, Any]:
    """Score the labeller on one source, as the scorer's JSON."""
    gold = root / "corpora" / "parsing" / f"{source}.jsonl.gz"
    text = score(labeller, gold, root / "bench" / "score_parsing.py", ["--json"])
    result: dict[str, Any] = json.loads(text.splitlines()[1])
    return result


def main(arguments: Sequence[str] | None = None) -> None:
    """Score the shipped model, or the one in a given folder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpora", type=Path, required=True, help="folder with corpora/, bench/")
    parser.add_argument("--model", type=Path, help="a model's folder; the shipped one by default")
    parser.add_argument("--sources", nargs="*", default=MEASURED)
    parser.add_argument("--errors", type=int, default=0, help="print so many errors of each source")
    parser.add_argument("--brief", action="store_true", help="print the pooled figures only")
    options = parser.parse_args(arguments)
    labeller = Labeller(open_model(options.model))
    scorer = options.corpora / "bench" / "score_parsing.py"
    for source in options.sources:
        gold = options.corpora / "corpora" / "parsing" / f"{source}.jsonl.gz"
        text = score(labeller, gold, scorer, ["--errors", str(options.errors)])
        lines = text.splitlines()
        if options.brief:
            lines = [lines[0], *(line for line in lines if line.startswith(("exact", "soft")))]
        print(f"== {source}: ", *lines, sep="\n")


if __name__ == "__main__":
    main()
