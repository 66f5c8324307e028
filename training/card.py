"""Write the model's card: `python -m training.card --corpora PATH [--left-out SOURCE=FOLDER …]`."""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from joinedup_refs.parse.labeller import Labeller
from joinedup_refs.parse.model_file import MANIFEST, open_model
from training import network
from training.articles import article_samples
from training.evaluate import HEAD, LEARNT, MEASURED, row, scored
from training.gold import gold_samples
from training.make import EPOCHS, RENDERED, SEED, is_held_back

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

A small convolutional network with a conditional random field on top; it labels the fields of one
bibliographic reference string, token by token. Version `{version}`, made for joinedup-refs.
{dimensions} dimensions, {channels} channels, convolutions reaching {reaches}; run in numpy.

Labels: {labels}.
`B-` opens a long field, `I-` goes on; `O` is none; `ID` an identifier, which its own grammar names.

## Learnt from

| source | references |
| --- | --- |
{sources}

Seed {seed}, {epochs} passes, AdamW; features are hidden at random while it learns. What a source
labels by a taste of its own was relabelled by its looks first (`training/amended.py`).
No reference of the sources below marked *measured only* was learnt from, nor any of the editorial
this software was first asked to clean.

`gazetteers.tsv.gz`: journals, publishers and places from Crossref records (27,860 public records;
metadata are facts), from `training/inventory.tsv` and, where two references have them, from the
gold above; family and given names from the records; towns and countries of GeoNames (CC BY 4.0).
`word_classes.tsv`: made by hand. `sureness.tsv`: how often a value was right that seemed so sure,
counted on sources that the model counted with had not learnt from (`training/calibrate.py`).

## Scores

The whole parser; micro F1 and whole references with folded forms equal / nearly equal, fields with
equal forms. Errors on the sources marked *measured only* were read while layouts, noise and the
rules after the labels were written, so those figures are a little kind. Sources learnt from are
scored on the fifth that a model made for this table had not seen.

{head}
{scores}
{left_out}
## Limits

- Latin scripts, mostly English, German, French and Italian; other scripts are labelled by their
  punctuation alone. Archival sources are not in what was learnt; legal citations only as layouts.
- Two references in one string come out as one sequence of labels; splitting is another stage's
  work.
- Collection titles, translators, event titles and report numbers are rare in the gold and known
  chiefly from strings we set ourselves.
- Corporate editors, newspapers with dates, and series in brackets are weaker than journal articles.
- Strings longer than 3,000 characters are labelled up to there.

The model is part of joinedup-refs and under its licence (MIT); its files are made by
`training/make.py` from the sources above, and hold no reference string of theirs.
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Score the models and write the card beside the shipped one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="the model's folder")
    parser.add_argument("--held-back", type=Path, help="a model made with --hold-back")
    parser.add_argument("--left-out", nargs="*", default=[], metavar="SOURCE=FOLDER",
                        help="models made without a source, to score on it")  # fmt: skip
    options = parser.parse_args(arguments)
    manifest = json.loads((options.out / MANIFEST).read_text(encoding="utf-8"))
    opened = open_model(options.out)
    root, labeller = options.corpora, Labeller(opened)
    rows = [row(f"{s}, measured only", scored(labeller, root, s).report) for s in MEASURED]
    if options.held_back:
        other = Labeller(open_model(options.held_back))
        for source in LEARNT:
            found = scored(other, root, source, kept=lambda r: is_held_back(r["raw"]))
            rows.append(row(f"{source}, a fifth held back", found.report))
    text = _CARD.format(
        version=manifest["version"],
        dimensions=network.DIMENSIONS,
        channels=network.CHANNELS,
        reaches=", ".join(map(str, network.REACHES)),
        labels=", ".join(f"`{label}`" for label in opened.labels),
        sources="\n".join(_source_rows(root)),
        seed=SEED,
        epochs=EPOCHS,
        head=HEAD,
        scores="\n".join(rows),
        left_out=_left_out(root, options.left_out),
    )
    (options.out / "MODEL_CARD.md").write_text(text, encoding="utf-8")


def _source_rows(root: Path) -> list[str]:
    """Count what is learnt from, by source."""
    counts = Counter(s.source for s in gold_samples(root / "corpora" / "parsing"))
    counts["articles"] = len(article_samples(root / "corpora" / "audit" / "articles.jsonl.gz"))
    counts["rendered"] = RENDERED
    return [f"| {_LICENCES[name]} | {count:,} |" for name, count in counts.items()]


def _left_out(root: Path, pairs: Sequence[str]) -> str:
    """Score models that have not learnt from the source they are scored on."""
    if not pairs:
        return ""
    rows = []
    for pair in pairs:
        source, _, folder = pair.partition("=")
        rows.append(row(source, scored(Labeller(open_model(Path(folder))), root, source).report))
    told = "The same by smaller models made without it; of AnyStyle all three files were left out."
    return "\n" + "\n".join([told, "", HEAD, *rows]) + "\n"


if __name__ == "__main__":
    main()
