"""Asks Crossref's own matcher about references, its requests answered by an index of ours.

    python -m pip install crossref-matcher requests ratelimit rapidfuzz unidecode
    joinedup-refs index serve FOLDER --port 8765
    python benchmarks/crossrefs_matcher.py --matching FILE --address http://127.0.0.1:8765 -o OUT

For an environment of its own: nothing of this project is imported. FILE is as for matching.py, and
OUT goes to the same scorer. The matcher asks https://api.crossref.org, ten times a second at most;
here it asks `--address`, as fast as that answers. It decides by the scores of the service's search,
too: ours are a thousand times the logarithm of how rare the words are, and `--scale` is what they
are multiplied by; among fewer records words are less rare.
"""

import argparse
import gzip
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import requests
from crossref_matcher.strategies.reference.parsed_doi import strategy as by_doi
from crossref_matcher.strategies.reference.parsed_isbn import strategy as by_isbn
from crossref_matcher.strategies.reference.sbmv.strategy import Sbmv
from crossref_matcher.strategies.reference.sbmv_unstructured import strategy as by_search

OWN = 0.001
"""Of our scores, so that they are sums of natural logarithms."""
_DOI = "https://doi.org/"


class Answers:
    """Answers what the matcher asks Crossref's service, from another address."""

    def __init__(self, address: str, scale: float) -> None:
        self._address = address.rstrip("/")
        self._scale = scale
        self._session = requests.Session()
        self.asked = 0

    def __call__(self, route: str, params: dict[str, str]) -> tuple[int, Any]:
        """Give status and message, as the matcher's own function does."""
        self.asked += 1
        found = self._session.get(f"{self._address}/{route.rstrip('/')}", params=params, timeout=60)
        if found.status_code != requests.codes.ok:
            return found.status_code, found
        message = found.json()["message"]
        if (
            "DOI" in message
            and message["DOI"].lower() != unquote_plus(route)[len("works/") :].lower()
        ):
            return requests.codes.not_found, found  # ours bears a stop behind a DOI, Crossref's not
        for item in message.get("items", ()):
            item["score"] *= self._scale
        return found.status_code, message


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Read JSON lines."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def main() -> None:
    """Run the matcher."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--matching", type=Path, required=True, help="references and right DOIs")
    parser.add_argument("--address", required=True, help="where an index is served")
    parser.add_argument("--scale", type=float, default=OWN, help="what scores are multiplied by")
    parser.add_argument("--leave-out-dois", action="store_true", help="decide by the search alone")
    parser.add_argument("-o", "--output", type=Path, required=True, help="where predictions go")
    options = parser.parse_args()
    answers = Answers(options.address, options.scale)
    for module in (by_doi, by_isbn, by_search):
        module.crossref_rest_api_call = answers
    matcher = by_search.SbmvUnstructured() if options.leave_out_dois else Sbmv()
    failed: list[str] = []
    began, count = time.perf_counter(), 0
    with options.output.open("w", encoding="utf-8") as out:
        for count, row in enumerate(rows(options.matching), 1):  # noqa: B007
            try:
                found = matcher.match(row["raw"])
            except Exception as error:  # noqa: BLE001  (what it does not bear is no answer)
                failed.append(f"{row['id']}: {type(error).__name__}: {error}")
                found = []
            doi = found[0]["id"].removeprefix(_DOI).lower() if found else None
            out.write(json.dumps({"id": row["id"], "doi": doi}) + "\n")
    took_s = time.perf_counter() - began
    print(f"{count} references, {answers.asked} requests, {count / took_s:.1f} a second")
    print(f"{len(failed)} failed", *failed[:5], sep="\n  ")


if __name__ == "__main__":
    main()
