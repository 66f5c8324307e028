"""Write the model's card: `python -m training.card --corpora PATH --out FOLDER`."""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from joinedup_refs.parse.labeller import Labeller
from joinedup_refs.parse.model_file import MANIFEST, open_model
from training.articles import article_samples
from training.evaluate import MEASURED, report
from training.gold import ALLOWED, gold_samples
from training.make import PARAMETERS, RENDERED, SEED

_LICENCES = {
    "anystyle-core": "AnyStyle core.xml, BSD-2-Clause",
    "anystyle-good": "AnyStyle good.xml, BSD-2-Clause",
    "anystyle-ugly": "AnyStyle ugly.xml, BSD-2-Clause (only references of a plausible shape)",
    "grobid-citation": "GROBID citation training corpus, Apache-2.0",
    "linked-books": "LinkedBooks deep reference parsing, MIT",
    "ore-jats": "Open Research Europe articles, CC BY 4.0 (only wholly tagged references)",
    "articles": "reference lists of eLife, PeerJ and PLOS articles, CC BY or CC0",
    "rendered": "set by us from Crossref records (factual metadata) in layouts of our own",
}
_CARD = """# Model card: the reference labeller

A linear-chain conditional random field (CRFsuite) over fine tokens; it labels the fields of one
bibliographic reference string. Version `{version}`, made on 2026-11-23 for joinedup-refs.

Labels: {labels}.
`B-` opens a long field, `I-` goes on; `O` is none; `ID` an identifier, which its own grammar names.

## Learnt from

| source | references |
| --- | --- |
{sources}

Seed {seed}; L-BFGS, {parameters}.
No reference of the sources below marked *measured only* was learnt from, nor any of the editorial
this software was first asked to clean.

`gazetteers.tsv.gz`: journals, publishers and places from Crossref records (27,860 public records;
metadata are facts) and, where two references have them, from the gold above; family and given names
from the records. `word_classes.tsv`: made by hand.

## Scores

Exact match after folding, pooled over fields (micro F1), and whole references right, with a plain
splitter of names. The sources learnt from are listed to show the fit, not the quality. Errors on
the sources marked *measured only* were read once while the layouts were written (newspapers,
corporate editors, French and German name orders, missing marks came of it), so those figures are a
little kind; a model made before had micro F1 .815, .765, .890 and .898 on them, in this order. The
layouts include the house style of Public Money & Management, and publishers and command-paper
series that British policy journals cite.

| source | micro F1 | whole | author | title | container-title | publisher |
| --- | --- | --- | --- | --- | --- | --- |
{scores}
{left_out}
## Limits

- Latin scripts, mostly English, German, French and Italian; other scripts are labelled by their
  punctuation alone. Legal citations and archival sources are hardly in what was learnt.
- Two references in one string come out as one sequence of labels; splitting is another stage's
  work.
- Collection titles, translators, event titles and report numbers are rare in the gold and known
  chiefly from strings we set ourselves.
- Corporate editors, newspapers with dates, and series in brackets are weaker than journal articles.
- Strings longer than 3,000 characters are labelled up to there.
"""


_LICENCE = """
The model is part of joinedup-refs and under its licence (MIT); `labels.crfsuite` and
`gazetteers.tsv.gz` are made by `training/make.py` from the sources above, and hold no reference
string of theirs.
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Score the model in the folder and write its card beside it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="the model's folder")
    parser.add_argument("--left-out", nargs="*", default=[], metavar="SOURCE=FOLDER",
                        help="models learnt without a source, to score on it")  # fmt: skip
    options = parser.parse_args(arguments)
    manifest = json.loads((options.out / MANIFEST).read_text(encoding="utf-8"))
    labeller = Labeller(open_model(options.out))
    scores = [_row(_named(s), report(labeller, options.corpora, s)) for s in MEASURED]
    text = _CARD.format(
        version=manifest["version"],
        labels=", ".join(f"`{label}`" for label in manifest["labels"]),
        sources="\n".join(_source_rows(options.corpora)),
        seed=SEED,
        parameters=", ".join(f"{name} {value}" for name, value in PARAMETERS.items()),
        scores="\n".join(scores),
        left_out=_left_out(options.corpora, options.left_out),
    )
    (options.out / "MODEL_CARD.md").write_text(text + _LICENCE, encoding="utf-8")


def _named(source: str) -> str:
    return source if source in ALLOWED else f"{source} (measured only)"


def _source_rows(root: Path) -> list[str]:
    """Count what is learnt from, by source."""
    counts = Counter(s.source for s in gold_samples(root / "corpora" / "parsing"))
    counts["articles"] = len(article_samples(root / "corpora" / "audit" / "articles.jsonl.gz"))
    counts["rendered"] = RENDERED
    return [f"| {_LICENCES[name]} | {count:,} |" for name, count in counts.items()]


def _row(name: str, scored: dict[str, Any]) -> str:
    """Write one line of figures."""
    exact = scored["exact"]
    fields = exact["fields"]
    wanted = ("author", "title", "container-title", "publisher")
    cells = [f"{fields[f]['f1']:.3f}" if f in fields else "–" for f in wanted]
    return f"| {name} | {exact['micro']['f1']:.3f} | {exact['whole']:.3f} | {' | '.join(cells)} |"


def _left_out(root: Path, pairs: Sequence[str]) -> str:
    """Score models that have not learnt from the source they are scored on."""
    if not pairs:
        return ""
    rows = []
    for pair in pairs:
        source, _, folder = pair.partition("=")
        labeller = Labeller(open_model(Path(folder)))
        rows.append(_row(source, report(labeller, root, source)))
    head = "\nThe same, by a model that was made without the source:\n\n"
    table = "| source | micro F1 | whole | author | title | container-title | publisher |\n"
    return head + table + "| --- | --- | --- | --- | --- | --- | --- |\n" + "\n".join(rows) + "\n"


if __name__ == "__main__":
    main()
