"""The words a researcher sees; the words the code uses stay inside.

One table for each vocabulary, so that no report invents its own. A test keeps the inside words out
of what is shown.
"""

SUPPORT = {
    "safe": "tidying",
    "evident": "well supported",
    "unsafe": "best guess, your decision",
}
"""How well a fix is supported."""

VERDICTS = {
    "accept": "found",
    "review": "possibly this",
    "related": "a related version",
    "reject": "not this",
}
"""What holding a record against an entry came to."""

NOT_FOUND = "no record found, which proves nothing"
"""For an entry about which every source was asked in vain."""

COULD_NOT = "could not be checked"
"""For an entry whose source gave no answer; not the same as not found."""

SEVERITIES = {"error": "wrong", "warning": "doubtful", "note": "for information"}
"""How much a finding matters."""

FIELDS = {
    "container-title": "journal or book",
    "container-title-short": "short journal title",
    "container-author": "author of the book",
    "collection-title": "series",
    "collection-number": "number in the series",
    "collection-editor": "editor of the series",
    "page": "pages",
    "issued": "date",
    "accessed": "date of access",
    "original-date": "first published",
    "publisher-place": "place",
    "number-of-pages": "number of pages",
    "number-of-volumes": "number of volumes",
    "chapter-number": "chapter",
    "event-title": "conference",
    "event-place": "place of the conference",
    "event-date": "date of the conference",
    "title-short": "short title",
    "genre": "kind",
    "medium": "medium",
    "reviewed-title": "work reviewed",
    "reviewed-author": "author reviewed",
    "URL": "address",
    "year-suffix": "letter after the year",
}
"""CSL variables that do not read as words; the others are shown as they are."""

HEADLINES = {
    "page-furniture": "leftover web-page text",
    "link-residue": "leftover link text of a web page",
    "wrapped-hyphen": "a word parted at the end of a line",
    "broken-encoding": "garbled characters",
    "list-not-found": "reference lists in the text",
    "publisher-link-missing": "not linked by the publisher's page",
    "doubtful-reading": "read with little certainty",
    "record-unread": "not read from the file",
    "merged-entries": "two references in one item",
    "split-entry": "one reference broken into two items",
    "truncated-name": "a clipped name",
    "out-of-order": "out of order",
    "unparsed-residue": "text that was not understood",
    "repeated-author-dash": "a dash for a repeated author",
    "et-al-in-list": "co-authors left out of the list",
    "cited-not-listed": "cited but not listed",
    "listed-not-cited": "listed but not cited",
    "citation-year-mismatch": "year differs",
    "citation-name-mismatch": "spelling differs",
    "author-count-mismatch": "number of authors differs",
    "ambiguous-year-letter": "letter after the year",
    "cluster-order": "order within the brackets",
    "quotation-without-locator": "quotation without a page",
    "described-not-cited": "described but not listed",
    "secondary-citation": "cited through another work",
    "anonymised-citation": "citation made anonymous",
    "citation-joiner": "names joined in two ways",
    "number-out-of-range": "number not in the list",
    "name-kept-whole": "name kept whole",
    "initials-conflict": "initials differ",
    "initials-incomplete": "initials incomplete",
    "author-missing-or-extra": "authors differ",
    "literal-et-al": "“et al.” standing as an author",
    "bad-name-separator": "names badly separated",
    "shouting-name": "name in capitals",
    "editor-missing": "no editor of the book",
    "particle-misplaced": "part of a name misplaced",
    "malformed-year": "malformed year",
    "future-year": "year in the future",
    "online-versus-print-year": "online and in print in different years",
    "now-published": "published by now",
    "year-conflict": "year differs from the record",
    "all-capitals-title": "title in capitals",
    "trailing-title-period": "full stop after the title",
    "title-differs": "title differs from the record",
    "title-punctuation": "punctuation of the title",
    "unprotected-capitals": "capitals not protected",
    "swallowed-field": "something else inside the title",
    "missing-container": "no journal or book named",
    "mixed-abbreviation": "journals abbreviated here and there",
    "container-variant": "journal named in two ways",
    "container-conflict": "journal differs from the record",
    "type-mismatch": "not the kind of work it seems",
    "missing-issue": "no issue number",
    "missing-pages": "no pages",
    "page-dash": "dash between pages",
    "reversed-page-range": "pages run backwards",
    "elided-page-range": "pages shortened",
    "pages-conflict": "pages differ from the record",
    "report-number-untyped": "report number",
    "implausible-page-range": "implausible pages",
    "volume-or-issue-conflict": "volume or issue differs from the record",
    "doi-form": "form of the DOI",
    "doi-malformed": "malformed DOI",
    "doi-of-another-work": "DOI of another work",
    "doi-missing": "DOI missing",
    "isbn-issn-checksum": "ISBN or ISSN with a wrong digit",
    "identifiers-absent": "no DOI or ISBN printed",
    "url-without-access-date": "no date of access",
    "dead-url": "dead link",
    "abstract-missing": "abstract to be had",
    "licence-missing": "licence to be had",
    "free-copy-unlinked": "may be read free of charge",
    "shared-identifier": "one identifier for two entries",
    "duplicate-entry": "the same work twice",
    "preprint-and-published": "preprint beside the published work",
    "duplicate-key": "the same key twice",
    "unclosed-brace": "brace or quotation mark never closed",
    "missing-comma": "comma missing",
    "duplicate-field": "field twice in one entry",
    "empty-field": "empty field",
    "unknown-field": "field that no program knows",
    "unknown-type": "type that no program knows",
    "missing-field": "field missing for the type",
    "undefined-string": "string that nothing defines",
    "unused-string": "string that nothing uses",
    "lost-text": "entry or field outside of all entries",
    "body-not-braced": "body without braces",
    "mixed-encoding": "letters in another encoding",
    "unescaped-character": "sign without its backslash",
    "key-form": "key that cannot be cited",
    "name-separator": "names not joined by “and”",
    "page-hyphen": "hyphen between pages",
    "month-not-macro": "month written out",
    "year-and-date": "year and date contradict each other",
    "year-in-brackets": "year in brackets",
    "address-in-note": "DOI or address in another field",
    "doi-not-bare": "DOI with what leads it in",
    "missing-parent": "entry referred to is missing",
    "beyond-ascii": "letters beyond ASCII",
    "stray-text": "text that belongs to no field",
    "year-delimiter": "punctuation after the year",
    "subtitle-separator": "subtitles set off in two ways",
    "field-coverage": "lacks what the others have",
    "missing-for-style": "lacks what the style needs",
    "quote-glyph": "straight and curly quotation marks",
    "page-prefix": "word before the pages",
    "name-form": "form of a name",
    "name-joiner": "sign before the last name",
    "title-quotes": "quotation marks round the title",
    "title-delimiter": "sign after the title",
    "issue-form": "form of volume and issue",
    "surplus-place": "place where the others give none",
    "matched": "record found",
    "ambiguous-match": "more than one record fits",
    "not-found": NOT_FOUND,
    "source-unreachable": COULD_NOT,
    "source-conflict": "the sources disagree",
    "retracted": "retracted",
    "expression-of-concern": "expression of concern",
    "corrected-since": "corrected since",
    "retracted-and-replaced": "retracted and replaced",
    "unused-suppression": "nothing left to suppress",
    "suppression-without-reason": "no reason given for a suppression",
}
"""What each rule finds, in lower case, so that several can be joined in one sentence."""

_INSIDE = {"container": "journal or book", "residue": "leftover", "furniture": "leftovers"}


def headline(rule: str) -> str:
    """Give the short phrase for what a rule finds, beginning in lower case.

    >>> headline("merged-entries")
    'two references in one item'
    >>> headline("an-unknown-defect")
    'an unknown defect'
    """
    known = HEADLINES.get(rule)
    return known or " ".join(_INSIDE.get(word, word) for word in rule.split("-"))


def sayable(rule: str) -> bool:
    """Whether a rule's name is made of words that readers see.

    >>> sayable("merged-entries"), sayable("page-furniture")
    (True, False)
    """
    return not {*_INSIDE, "unreachable"} & set(rule.split("-"))


def sentence(phrase: str) -> str:
    """Begin a phrase with a capital.

    >>> sentence("DOI missing"), sentence("“et al.” standing as an author")
    ('DOI missing', '“Et al.” standing as an author')
    """
    at = 1 if phrase[:1] in {"“", "("} else 0
    return phrase[:at] + phrase[at : at + 1].upper() + phrase[at + 1 :]


def field(variable: str) -> str:
    """Give the word for a CSL variable.

    >>> field("container-title"), field("DOI")
    ('journal or book', 'DOI')
    """
    return FIELDS.get(variable, variable.replace("-", " ").replace("_", " "))


def count(number: int, one: str, many: str = "") -> str:
    """Give a number with its noun.

    >>> count(1, "citation"), count(2, "entry", "entries")
    ('1 citation', '2 entries')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(parts: tuple[str, ...] | list[str]) -> str:
    """Join phrases as a sentence does.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])
    ('a', 'a, and b', 'a, b, and c')
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])}, and {parts[-1]}"


def lines(numbers: tuple[int, ...] | list[int]) -> str:
    """Name lines of a file, runs joined.

    >>> lines([7]), lines([1, 2, 3, 9]), lines([4, 5])
    ('line 7', 'lines 1–3 and 9', 'lines 4 and 5')
    """
    ordered = sorted(set(numbers))
    runs: list[list[int]] = []
    for number in ordered:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [
        part
        for run in runs
        for part in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else [str(n) for n in run])
    ]
    named = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"{'line' if len(ordered) == 1 else 'lines'} {named}"
