"""How good the parser is on real references, held a little under what it reaches."""

import gzip
import importlib.util
import json
from itertools import islice

import pytest

from joinedup_refs.parse.entries import parse_to_csl

SAMPLE = 400
# Soft figures on the first references of each source; none of these four was learnt from.
FLOORS = {
    "excite-de": {"micro": 0.875, "whole": 0.565, "author": 0.89},
    "cermine-refs": {"micro": 0.925, "whole": 0.62, "author": 0.88},
    "parscit": {"micro": 0.925, "whole": 0.71, "author": 0.93},
    "openedition-bilbo": {"micro": 0.86, "whole": 0.505, "author": 0.855},
}


@pytest.fixture(scope="module")
def judge(corpora):
    path = corpora / "bench" / "score_parsing.py"
    spec = importlib.util.spec_from_file_location("score_parsing", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.corpus
@pytest.mark.parametrize("source", FLOORS)
def test_the_parser_is_at_least_as_good_as_this(source, corpora, judge):
    path = corpora / "corpora" / "parsing" / f"{source}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in islice(lines, SAMPLE)]
    parsed = parse_to_csl(record["raw"] for record in gold)
    report, _ = judge.score(gold, {g["id"]: p.csl for g, p in zip(gold, parsed, strict=True)})
    soft = report["soft"]
    reached = {
        "micro": soft["micro"]["f1"],
        "whole": soft["whole"],
        "author": soft["fields"]["author"]["f1"],
    }
    assert {name: reached[name] for name in reached if reached[name] < FLOORS[source][name]} == {}
