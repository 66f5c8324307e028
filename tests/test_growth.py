"""Cleaning takes time in proportion to the text, whatever the text is made of."""

import time

import pytest

from joinedup_refs.clean import clean_text
from joinedup_refs.read import read

HEAD = "Tolls rose (Harrow 2001).\n\nReferences\n\n"
ENTRY = "Harrow, T. (2001), Tolls and ferries. Harbour Review, 12(3), pp. 4–56.\n"
SHAPES = {
    "a long word": ("", lambda n: f"{HEAD}{ENTRY}Quill, N. (2002), Tolls. {'a' * 50 * n}9\n", 100),
    "document types": (".html", lambda n: "<html>" + "<!DOCTYPE [" * 200 * n + "<p>Tolls", 60),
    "one field": (
        ".bib",
        lambda n: "@book{k,\n" + "".join(f"note = {{a{i}}},\n" for i in range(10 * n)) + "}",
        60,
    ),
    "lent": (
        ".bib",
        lambda n: (
            "".join(f"@inbook{{k{i}, crossref = {{z}}}}\n" for i in range(5 * n))
            + f"@book{{z, title = {{{'Tolls ' * 60 * n}}}}}\n"
        ),
        60,
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_the_text_takes_not_much_more_than_four_times_the_time(shape):
    suffix, make, count = SHAPES[shape]

    def took(content):
        began = time.process_time()
        clean_text(read(content, suffix=suffix).text)
        return time.process_time() - began

    took(make(2))
    small = min(took(make(count)) for _ in range(2))
    assert took(make(4 * count)) < 9 * small + 0.4  # sixteen times would be the product
