"""Text and links as they may stand in a page, whatever a reference or a record holds."""

from html import escape
from urllib.parse import quote, urlsplit

from joinedup_refs.report.briefly import plain


def escaped(text: str) -> str:
    """Put a text on one line, without commands and without markup."""
    return escape(plain(text))


def safe_link(url: str) -> bool:
    """Whether a link may be set: http or https, with a host and no blanks.

    >>> safe_link("https://example.org/a"), safe_link("javascript:alert(1)")
    (True, False)
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in {"http", "https"} and bool(parts.netloc) and " " not in url


def doi_link(doi: str) -> str:
    """Give the address of a DOI; empty for what is none.

    >>> doi_link("10.1/a<b"), doi_link("javascript:alert(1)")
    ('https://doi.org/10.1/a%3Cb', '')
    """
    doi = plain(doi)
    if not doi.startswith("10.") or " " in doi:
        return ""
    return f"https://doi.org/{quote(doi, safe='/:;()._-')}"
