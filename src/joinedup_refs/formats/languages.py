"""Languages in two letters, as CSL has them, and in three, as libraries do.

Source: ISO 639-1 and ISO 639-2/B.
"""

from joinedup_refs.tables import rows

_THREE = {row["two"]: row["three"] for row in rows("languages")}
_TWO = {three: two for two, three in _THREE.items()}


def three(language: str) -> str:
    """Give a language in three letters; one with a region, or not known, as it is.

    >>> three("de"), three("en-GB")
    ('ger', 'en-GB')
    """
    return _THREE.get(language, language)


def two(language: str) -> str:
    """Give a language in two letters; one that is not known as it is.

    >>> two("eng"), two("mul")
    ('en', 'mul')
    """
    return _TWO.get(language.strip(), language.strip())
