"""`python -m joinedup_refs.cli`."""

import sys

from joinedup_refs.cli.start import main

if __name__ == "__main__":
    sys.exit(main())
