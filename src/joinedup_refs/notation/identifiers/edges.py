"""Where an identifier ends and its sentence goes on."""

_CLOSERS = {")": "(", "]": "[", ">": "<", "}": "{"}
_STOPS = ".,;:'’”»›|!*"


def trimmed(text: str) -> str:
    """Leave out closing marks that were not opened inside, and a sentence's punctuation.

    >>> trimmed("10.1002/(sici)1097)."), trimmed("http://x.org/a_(b)),")
    ('10.1002/(sici)1097', 'http://x.org/a_(b)')
    """
    surplus = {c: text.count(c) - text.count(o) for c, o in _CLOSERS.items()}
    end = len(text)
    while end:
        last = text[end - 1]
        if last in _STOPS or last.isspace():
            end -= 1
        elif surplus.get(last, 0) > 0:
            surplus[last] -= 1
            end -= 1
        else:
            break
    return text[:end]
