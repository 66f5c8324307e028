"""Makes the shared strategies importable."""

import sys
from pathlib import Path

folder = str(Path(__file__).resolve().parents[1])
if folder not in sys.path:
    sys.path.insert(0, folder)
