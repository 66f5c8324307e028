"""What a hostile hand might give, in any size: pieces repeated or nested, prose and records."""

import random
from collections.abc import Callable
from string import printable

HEAD = "Tolls rose (Harrow 2001).\n\nReferences\n\n"
ENTRY = "Harrow, T. (2001), Tolls and ferries. Harbour Review, 12(3), pp. 4–56.\n"
_LIST = HEAD + ENTRY + "Quill, N. (2002), "
_ISSUE = "Quill, N. (2002), Ferries. Harbour Review, 13, pp. 5–57.\n"


def _times(piece: str, before: str = "", behind: str = "") -> Callable[[int], str]:
    """Repeat a piece until a text is of a size."""

    def make(size: int) -> str:
        return before + piece * max(1, (size - len(before) - len(behind)) // len(piece)) + behind

    return make


def _counted(piece: str, before: str = "", behind: str = "") -> Callable[[int], str]:
    """As `_times`, with the number of the piece in place of `{n}`."""

    def make(size: int) -> str:
        parts = [before]
        length, number = len(before) + len(behind), 0
        while length < size:
            number += 1
            parts.append(piece.replace("{n}", str(number)))
            length += len(parts[-1])
        return "".join((*parts, behind))

    return make


def _lines(signs: str, length: int, before: str) -> Callable[[int], str]:
    """Give lines of signs at random, the same each time."""

    def make(size: int) -> str:
        rng = random.Random(1)
        count = max(1, (size - len(before)) // (length + 1))
        return before + "".join(f"{''.join(rng.choices(signs, k=length))}\n" for _ in range(count))

    return make


def _nested(opener: str, closer: str, before: str = "", behind: str = "") -> Callable[[int], str]:
    """Open as often as a size asks for, and close as often."""

    def make(size: int) -> str:
        deep = (size - len(before) - len(behind)) // (len(opener) + len(closer))
        return before + opener * deep + closer * deep + behind

    return make


SHAPES: dict[str, tuple[str, Callable[[int], str]]] = {
    **{
        f"{o}{c} nested in {where}": (suffix, _nested(o, c, before, behind))
        for o, c in ("()", "[]", "{}", "<>", "«»", "“”")
        for where, suffix, before, behind in (
            ("text", "", "Tolls rose ", " (Harrow 2001).\n\nReferences\n\n" + ENTRY),
            ("list", "", HEAD + ENTRY + "Quill, N. (2002), ", " Ferries.\n"),
            ("bib", ".bib", "@book{a, title = {", "}, year = 2001}\n"),
        )
    },
    **{
        f"{o} never closed in {where}": (suffix, _times(o, before, behind))
        for o in ("(", "[", "{", "<", "“", '"')
        for where, suffix, before, behind in (
            ("text", "", "Tolls rose ", " (Harrow 2001).\n\nReferences\n\n" + ENTRY),
            ("list", "", HEAD + ENTRY + "Quill, N. (2002), ", " Ferries.\n"),
            ("bib", ".bib", "@book{a, title = {", "}, year = 2001}\n"),
        )
    },
    "( closed by nothing, spaced": ("", _times("(a ", "", "\n\nReferences\n\n" + ENTRY)),
    "commas in text": ("", _times(",")),
    "commas in list": ("", _times(",", _LIST)),
    "commas in names": ("", _times("Harrow, ", _LIST)),
    "citations never closed": ("", _times("(Smith 2001; ", "", "\n\nReferences\n\n" + ENTRY)),
    "citations in one bracket": ("", _times("Smith 2001; ", "(", ")\n\nReferences\n\n" + ENTRY)),
    "et al.": ("", _times("et al. ")),
    "et al. in a list": ("", _times("Harrow, T. et al. ", _LIST)),
    "one citation": ("", _times("(Harrow 2001) ", "", "\n\nReferences\n\n" + ENTRY)),
    "one citation by number": ("", _times("[1] ", "", "\n\nReferences\n\n[1] " + ENTRY)),
    "numbers in brackets": ("", _counted("[{n}] ", "", "\n\nReferences\n\n[1] " + ENTRY)),
    "one author, many works": (
        "",
        _counted("Harrow, T. (2001), Tolls of harbour {n}. Harbour Review, 12(3), 4–56.\n", HEAD),
    ),
    "one author, all cited": (
        "",
        lambda size: (
            _counted("(Harrow {n}) ")(size // 5)
            + "\n\nReferences\n\n"
            + _counted("Harrow, T. ({n}), Tolls. Harbour Review, 12(3), 4–56.\n")(size * 4 // 5)
        ),
    ),
    "heads clipped": (
        "",
        _counted("(Harrow {n}) arrow, T. (2001), Tolls {n}. Harbour Review, 12(3), 4–56.\n", HEAD),
    ),
    "entries all equal": ("", _times(ENTRY, HEAD)),
    "entries all equal, numbered": ("", _counted("[{n}] " + ENTRY, HEAD)),
    "some without an issue": ("", _times(ENTRY + _ISSUE, HEAD)),
    "entries in one line": ("", _times(ENTRY.strip() + " ", HEAD)),
    "digits": ("", _times("7")),
    "digits in a list": ("", _times("7", _LIST)),
    "years": ("", _times("2001 ")),
    "years in a list": ("", _times("(2001) ", _LIST)),
    "numbers": ("", _counted("{n} ")),
    "lines of hyphens": ("", _times("- \n")),
    "lines of hyphens in a list": ("", _times("- \n", HEAD + ENTRY)),
    "hyphens in a line": ("", _times("- ", _LIST)),
    "lines of one letter": ("", _times("a\n", _LIST)),
    "lines of one word": ("", _lines("abcdefghijklmnopqrstuvwxyz", 8, _LIST)),
    "lines of one number": ("", _lines("0123456789", 5, _LIST)),
    "lines of random signs": ("", _lines(printable[:95], 10, _LIST)),
    "blank lines": ("", _times("\n", HEAD + ENTRY, ENTRY)),
    "blanks": ("", _times(" ", HEAD + ENTRY, ENTRY)),
    "tabs": ("", _times("\t", HEAD + ENTRY, ENTRY)),
    "page breaks": ("", _counted("Harbour Review {n}\n\f\n" + ENTRY, HEAD)),
    "page numbers": ("", _counted(ENTRY + "\n{n}\n\n", HEAD)),
    "headings": ("", _times("References\n\n")),
    "headings and entries": ("", _times("References\n\n" + ENTRY)),
    "view counts": ("", _counted("Views\n\n{n}\n\nGoogle Scholar\n" + ENTRY, HEAD)),
    "footnotes": ("", _counted("{n}. See Harrow, Tolls (2001), p. {n}.\n", "Notes\n\n")),
    "one word": ("", _times("a")),
    "one word in a list": ("", _times("a", _LIST)),
    "one word in capitals": ("", _times("A", _LIST)),
    "combining signs": ("", _times("\u0301", _LIST + "e")),
    "letters with combining signs": ("", _times("e\u0301\u0323", _LIST)),
    "joiners": ("", _times("\u200d", _LIST)),
    "turns of direction": ("", _times("\u202ea\u202c", _LIST)),
    "initials": ("", _times("A. ", _LIST)),
    "initials in text": ("", _times("A. ")),
    "initials and commas": ("", _times("A., ", _LIST)),
    "names": ("", _times("Harrow, T., ", _LIST)),
    "capitalised words": ("", _times("Harrow ")),
    "and and": ("", _times("and ")),
    "and in a list": ("", _times("Harrow and ", _LIST)),
    "and in a citation": ("", _times("Harrow and ", "(", " 2001)\n\nReferences\n\n" + ENTRY)),
    "of the": ("", _times("of the ", _LIST)),
    "DOIs run together": ("", _times("10.1234/abc", _LIST)),
    "DOIs": ("", _counted("doi:10.1234/abc.{n} ", _LIST)),
    "ISBNs": ("", _times("ISBN 0-306-40615-2 ", _LIST)),
    "one long address": ("", _times("abc/", HEAD + "Harrow, T. (2001), https://example.org/")),
    "addresses run together": ("", _times("https://example.org/", _LIST)),
    "full stops": ("", _times(".", _LIST)),
    "colons": ("", _times(": ", _LIST)),
    "quotation marks": ("", _times("“a” ", _LIST)),
    "apostrophes": ("", _times("’", _LIST)),
    "asterisks": (".md", _times("*", _LIST)),
    "emphasis never closed": (".md", _times("*a ", _LIST)),
    "backticks": (".md", _counted("`a``b```c ", _LIST)),
    "backticks rising": (
        ".md",
        lambda size: "a".join("`" * n for n in range(1, int((2 * size) ** 0.5))),
    ),
    "links never closed": (".md", _times("[a](", _LIST)),
    "images nested": (".md", _times("![", _LIST)),
    "quotes nested": (".md", _times("> ", HEAD)),
    "lists nested": (
        ".md",
        lambda size: "\n".join(" " * n + "- a" for n in range(int((2 * size) ** 0.5))),
    ),
    "keys cited": (".md", _counted("[@harrow{n}; @quill{n}] ")),
    "comments never closed": (".md", _times("<!-- ")),
    "fences never closed": (".md", _times("```\na\n", HEAD)),
    "elements nested": (".html", _nested("<div>", "</div>", "<html><body>", "Tolls (Harrow 2001)")),
    "elements never closed": (".html", _times("<div>", "<html><body>")),
    "list items": (".html", _times("<li>" + ENTRY, "<html><body><h2>References</h2><ul>")),
    "spans in a line": (".html", _times("<span>a</span>", "<html><body><p>")),
    "raised numbers": (".html", _counted("a<sup><a href='#r{n}'>{n}</a></sup>", "<html><p>")),
    "hidden elements": (".html", _times("<div style='display:none'>a", "<html>")),
    "document types": (".html", _times("<!DOCTYPE [", "<html>")),
    "comments in a page": (".html", _times("<!--", "<html>")),
    "start of fragments": (".html", _times("<!--StartFragment", "<html>")),
    "entities": (".html", _times("&amp;", "<html><p>")),
    "ampersands": (".html", _times("&", "<html><p>")),
    "attributes": (".html", _counted("a{n}=b ", "<html><p ", ">a")),
    "bib: entries begun": (".bib", _times("@a{")),
    "bib: entries begun, a line each": (".bib", _times("@a{\n")),
    "bib: one line": (".bib", _counted("@a{k{n},title={Tolls}} ")),
    "bib: articles": (
        ".bib",
        _counted("@article{k{n},\n title={Tolls {n}},\n author={Harrow, T.},\n year=2001\n}\n"),
    ),
    "bib: articles all equal": (
        ".bib",
        _times("@article{k,\n title={Tolls},\n author={Harrow, T.},\n year=2001\n}\n"),
    ),
    "bib: strings": (".bib", _counted("@string{s{n} = {Tolls}}\n", "@book{a, title=s1}\n")),
    "bib: strings in a chain": (
        ".bib",
        lambda size: (
            "@string{s0 = {Tolls}}\n"
            + "".join(
                f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, max(2, size // 25))
            )
            + "@book{a, title = s9}\n"
        ),
    ),
    "bib: a string joined": (".bib", _times("s # ", "@string{s={a}}\n@book{a, title = ", "s}\n")),
    "bib: comments never closed": (".bib", _times("@comment{ ")),
    "bib: fields": (".bib", _counted("f{n} = {a},\n", "@book{k,\n", "}\n")),
    "bib: one field twice": (".bib", _times("note = {a},\n", "@book{k,\n", "}\n")),
    "bib: one field, other values": (".bib", _counted("note = {a{n}},\n", "@book{k,\n", "}\n")),
    "bib: commas": (".bib", _times(",", "@book{k,", "}\n")),
    "bib: no fields": (".bib", _times("a b\n", "@book{k,", "}\n")),
    "bib: equals signs": (".bib", _times("a=", "@book{k,", "}\n")),
    "bib: values never closed": (".bib", _times('a = "b,\n', "@book{k,", "}\n")),
    "bib: braces never closed": (".bib", _times("a = {b,\n", "@book{k,", "}\n")),
    "bib: quotes in braces": (".bib", _times('{"', "@book{k, title = ", "}\n")),
    "bib: and and": (".bib", _times("and ", "@book{k, author = {", "}}\n")),
    "bib: authors": (".bib", _counted("Harrow, T{n} and ", "@book{k, author = {", "}}\n")),
    "bib: commas in a name": (".bib", _times("a, ", "@book{k, author = {", "}}\n")),
    "bib: words in a name": (".bib", _times("von ", "@book{k, author = {", "}}\n")),
    "bib: accents": (".bib", _times("{\\'e}", "@book{k, title = {", "}}\n")),
    "bib: backslashes": (".bib", _times("\\", "@book{k, title = {", "}}\n")),
    "bib: commands": (".bib", _times("\\emph{", "@book{k, title = {", "}}\n")),
    "bib: dollars": (".bib", _times("$a", "@book{k, title = {", "}}\n")),
    "bib: per cent signs": (".bib", _times("%\n", "@book{k,\n", "}\n")),
    "bib: crossref chain": (
        ".bib",
        lambda size: "".join(
            f"@book{{k{n}, crossref = {{k{n + 1}}}}}\n" for n in range(size // 32)
        ),
    ),
    "bib: crossref to one": (
        ".bib",
        lambda size: (
            "".join(f"@inbook{{k{n}, title={{A}}, crossref = {{z}}}}\n" for n in range(size // 42))
            + "@book{z, title = {Tolls}, year = 2001}\n"
        ),
    ),
    "bib: crossref to a long one": (
        ".bib",
        lambda size: (
            "".join(f"@inbook{{k{n}, crossref = {{z}}}}\n" for n in range(size // 66))
            + "@book{z, title = {"
            + "Tolls " * (size // 12)
            + "}, year = 2001}\n"
        ),
    ),
    "bib: strings used often": (
        ".bib",
        lambda size: (
            "@string{s = {"
            + "Tolls " * (size // 12)
            + "}}\n"
            + "".join(f"@book{{k{n}, title = s}}\n" for n in range(size // 46))
        ),
    ),
    "bib: xdata of many": (
        ".bib",
        lambda size: "@book{a, xdata = {" + ",".join(f"k{n}" for n in range(size // 6)) + "}}\n",
    ),
    "bib: carriage returns": (".bib", _times("@book{k,\r title={Tolls},\r year=2001\r}\r")),
    "ris: records": (".ris", _times("TY  - BOOK\nTI  - Tolls\nAU  - Harrow, T.\nER  - \n")),
    "ris: records never ended": (".ris", _times("TY  - BOOK\n")),
    "ris: one record": (".ris", _times("AU  - Harrow, T.\n", "TY  - BOOK\n", "ER  - \n")),
    "ris: a tag often": (".ris", _counted("VL  - {n}\n", "TY  - BOOK\n", "ER  - \n")),
    "ris: notes": (".ris", _counted("N1  - a{n}: b\n", "TY  - BOOK\n", "ER  - \n")),
    "ris: lines that go on": (".ris", _times(" a\n", "TY  - BOOK\nAB  - b\n", "ER  - \n")),
    "ris: carriage returns": (".ris", _times("TY  - BOOK\rTI  - Tolls\rER  - \r")),
    "ris: keywords": (".ris", _counted("KW  - a{n}\n", "TY  - BOOK\n", "ER  - \n")),
    "json: items": (
        ".json",
        _times(',{"id":"a","type":"book","title":"Tolls"}', '[{"id":"a"}', "]"),
    ),
    "json: nested": (".json", _nested("[", "]")),
    "json: nested items": (".json", _nested('{"items":[', "]}")),
    "json: authors": (
        ".json",
        _times('{"family":"Harrow"},', '[{"id":"a","author":[', '{"family":"a"}]}]'),
    ),
    "json: a long title": (".json", _times("Tolls ", '[{"id":"a","title":"', '"}]')),
    "json: names of fields": (".json", _counted('"f{n}":"a",', "[{", '"id":"a"}]')),
}
