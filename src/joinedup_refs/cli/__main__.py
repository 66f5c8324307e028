"""`python -m joinedup_refs.cli`."""

from joinedup_refs.cli import program

if __name__ == "__main__":
    program()
