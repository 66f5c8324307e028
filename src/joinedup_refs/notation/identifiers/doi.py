"""Digital object identifiers.

Sources: ISO 26324:2022; the DOI Handbook, section 2 (syntax, case); Crossref, "DOIs and matching
regular expressions" (2015), for the registered prefix `10.` and four to nine digits.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from joinedup_refs.notation.identifiers.edges import trimmed
from joinedup_refs.notation.invalid import NotationInvalid

_LONGEST = 300
_PREFIX = r"10\.\d{4,9}(?:\.\d{1,9}){0,3}"
_LOOSE = r"10(?<![\w.]10)\.\s?\d{4,9}(?:\.\d{1,9}){0,3}\s?"
"""A prefix as a lost line break leaves it, told by the slash that follows.

It begins with what is plain text, which is found much faster than what stands before it.
"""
_LEAD = re.compile(
    r"(?:(?:https?\s?:\s?//\s?)?(?:www\.|dx\.)?doi\.org/\s?(?:doi:\s?)?"
    r"|https?://[\w.-]{1,60}/doi/(?:abs/|full/|pdf/|epdf/|book/)?|\bdoi\s?:?\s?|\bdoi\.)\Z",
    re.IGNORECASE,
)
"""What stands before a DOI and belongs to it, up to where the DOI begins."""
_ENDS_OF_LEADS = "/:.iIıİ"
_LONGEST_LEAD = 120
"""More characters than a lead can have before the DOI."""
_ANGLED = r"<\d{1,5}::?[^\s<>]{1,20}>"  # the page and title code of a serial item, in DOIs of old
_FOUND = re.compile(
    rf"(?P<doi>{_LOOSE}/\s?(?:[^\s\"“”<>]|{_ANGLED}){{1,{_LONGEST}}})"
    r"(?P<more>(?:(?<=\w)\s/\s?[^\W_][\w()./:;-]{0,59}|(?<=[-/_.(:a-z])\s[\w()./:;-]{1,60})?)",
    re.IGNORECASE,
)
_CODE = re.compile(r"/\s[a-z]{2,12}\d{2,12}(?![\w:])")
"""The second half of a DOI that can be little else: `/ mum034`."""
_OTHER_NUMBER = re.compile(r"/(?:pmid|pmc|pubmed|issn|isbn|http|www|doi|accessed)", re.IGNORECASE)
_MAY_GO_ON = re.compile(
    r"\s{1,2}(?:/\s?(?!10\.)(?=[^\W_])|[._-](?=[^\W_]))(?=[^\s\d]{0,30}\d)[\w()./:;-]{1,60}"
)
"""What may belong to a DOI and may be another number: `10.1000/roads.2003 / 034`."""
_BARE = re.compile(rf"10\.\d{{4,9}}/[a-z0-9._;()/:-]{{0,{_LONGEST - 1}}}[a-z0-9]")
_WHOLE = re.compile(rf"{_PREFIX}/\S{{1,{_LONGEST}}}")
_ANNOUNCED = re.compile(
    r"doi(?:\.org/|(?<=\bdoi)(?:\s?:\s?(?!https?:)|\s(?=[\dlO])))(?:doi:\s?)?"
    rf"(?P<body>[^\s\"“”<>]{{1,{_LONGEST}}})",
    re.IGNORECASE,
)
_TRIED = re.compile(r"[1lI][0Oo][.,]|[1lI][0Oo]\d{4}|10/\d{4}|\d{4,9}/\S{5}")
"""What was meant as a DOI: its 10 with a slip, or a registrant's number without it."""
_SHORT = re.compile(r"(?:10/)?[a-z][a-z0-9]{2,9}", re.IGNORECASE)
"""A short DOI, as shortdoi.org gives them."""
_DASHES = str.maketrans("‐‑‒–—−", "-" * 6)
_RESOLVER = "https://doi.org/"


def parse(text: str) -> str | None:
    """Give the bare DOI in lower case out of a DOI, a `doi:` or a resolver's address.

    >>> parse("https://doi.org/10.1080/14719030600853022.")
    '10.1080/14719030600853022'
    """
    if is_bare(text):
        return text
    if len(text) > 2 * _LONGEST:
        return None
    found = next(find(text), None)
    if found is None or text[found[1] :].strip(" .,;:)>]\"'”’\n\t"):
        return None
    lead = text[: found[0]].strip(" (<[\"'“‘\n\t")
    return None if lead else found[2]


def is_bare(text: str) -> bool:
    """Whether a text is plainly a bare DOI in lower case, as nearly all in records are.

    >>> is_bare("10.1080/14719030600853022"), is_bare("doi:10.1080/14719030600853022")
    (True, False)
    """
    return text.isascii() and _BARE.fullmatch(text) is not None


def validate(text: str) -> str:
    """Give the bare DOI.

    Raises:
        NotationInvalid: the text is no DOI.
    """
    doi = parse(text)
    if doi is None:
        raise NotationInvalid("a DOI, such as 10.1000/182", text)
    return doi


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """Find DOIs: start and end with their `doi:` or resolver, and the bare DOI in lower case.

    A blank right after or before a slash, or one where a mark ends the first part and digits go on,
    is taken for a lost line break. A full stop or bracket that ends the sentence is left out.
    """
    done = 0
    for found in _FOUND.finditer(text, max(0, text.find("10."))) if "10." in text else ():
        own = found["doi"].partition("](")[0]  # a link's address stands behind its text
        start = _with_lead(text, done, found.start())
        done = found.end()
        if start == found.start() and own[3:4].isspace():
            continue  # `S. 10. 2004/05`, where nothing says that this is one
        joined = _joined(own, found["more"]) if own == found["doi"] else ""
        body = trimmed(joined or own)
        slash = body.find("/")
        doi = unquote("".join(body.split())).translate(_DASHES).casefold()
        if slash < 0 or not _WHOLE.fullmatch(doi):
            continue
        yield start, found.start() + len(body), doi
        if own != found["doi"]:
            rest = found.start() + len(own)
            for first, last, other in find(text[rest : found.end("doi")]):
                yield rest + first, rest + last, other


def _with_lead(text: str, done: int, start: int) -> int:
    """Give where a DOI begins with its `doi:` or resolver, behind what was `done` before."""
    before = max(done, start - _LONGEST_LEAD)
    ends = text[start - 1 : start]
    if not (ends in _ENDS_OF_LEADS or ends.isspace()) or "do" not in text[before:start].lower():
        return start  # which is seen sooner than tried
    lead = _LEAD.search(text, before, start)
    return lead.start() if lead else start


def find_malformed(text: str) -> Iterator[tuple[int, int, str]]:
    """Find what is announced as a DOI and is none: start and end without the label, and why not.

    A short DOI (`10/abc`, `doi.org/abc1`) is one, and words in place of a number are no attempt.

    >>> [why for _, _, why in find_malformed("doi:1371/journal.pone.0000219")]
    ['it does not begin with 10. and the number of a registrant']
    >>> list(find_malformed("https://doi.org/10.1000/182")), list(find_malformed("doi: in press"))
    ([], [])
    """
    if "doi" not in text.casefold():
        return
    announced = list(_ANNOUNCED.finditer(text))
    sound = [(start, end) for start, end, _ in find(text)] if announced else []
    at = 0
    for met in announced:
        body = trimmed(met["body"])
        start, end = met.start("body"), met.start("body") + len(body)
        while at < len(sound) and sound[at][1] <= start:
            at += 1
        meets = at < len(sound) and sound[at][0] < end
        tried = _TRIED.match(body) and not _SHORT.fullmatch(body)
        if tried and not meets and not _WHOLE.fullmatch(unquote(body)):
            yield start, end, _fault(body)


def end_in_doubt(text: str, end: int) -> int:
    """Give where a DOI ends if what stands behind a blank is its own; 0 where it surely is not.

    >>> end_in_doubt("10.1000/roads.2003 / 034", 18), end_in_doubt("10.1000/roads. Leeds", 13)
    (24, 0)
    """
    more = _MAY_GO_ON.match(text, end)
    if more is None or _OTHER_NUMBER.match(more[0].strip().replace(" ", "", 1)):
        return 0
    return more.start() + len(trimmed(more[0]))


def _fault(body: str) -> str:
    """Say what keeps a text from being a DOI."""
    prefix, slash, suffix = body.partition("/")
    if not re.match(r"10\.\d{4,9}", body):
        return "it does not begin with 10. and the number of a registrant"
    if not slash or not re.fullmatch(_PREFIX, prefix):
        return "it has no slash right behind the number of the registrant"
    return "nothing stands behind its slash" if not suffix else "it holds signs that no DOI has"


def format(doi: str) -> str:  # noqa: A001  (one of the four verbs of every notation)
    """Write a DOI as the address that the DOI Handbook asks for.

    >>> format("10.1002/(sici)1097<1::aid>3.0.co;2-s")
    'https://doi.org/10.1002/(sici)1097%3C1::aid%3E3.0.co;2-s'
    """
    return _RESOLVER + quote(doi, safe="/:;()._-,@!$&'*+=~")


def _joined(own: str, more: str) -> str:
    """Join what a line break parted, where the second part can only go on with the DOI."""
    rest = more.strip()
    if rest[:1] == "/":  # `10.1000/roads /mum034`; a blank on both sides may part two numbers
        second = rest[1:2].isalnum() and not _OTHER_NUMBER.match(rest)
        return own + more if second or _CODE.match(rest) else ""
    plain = own[-1:] in {"-", "/", "_"} or (own[-1:] == "." and rest[:1].isdigit())
    if own[-1:].isalpha() and not any(c.isdigit() for c in own.partition("/")[2]):
        plain = "." in rest.rstrip(".") and rest[:1].islower()  # `jour nal.pone.0000219`
    goes_on = sum(c.isdigit() for c in rest) >= 2 and not re.match(
        r"(?:1[89]|20)\d\d(?!\d)|pp?\b|vol\b|\(|https?:|www\.|accessed", rest, re.IGNORECASE
    )
    return own + more if rest and plain and goes_on else ""
