"""A program of its own, which builds and commits often: it is there to be killed."""

import sys
from pathlib import Path

from joinedup_refs.sources.index import build as building
from joinedup_refs.sources.index.outcome import Options

if __name__ == "__main__":
    building._COMMIT_RECORDS = 150
    inputs = sorted(Path(sys.argv[2]).glob("*.jsonl.gz"))
    building.build(inputs, Path(sys.argv[1]), Options(processes=int(sys.argv[3])))
