"""Five styles set by hand, so that a record can be printed and read back.

Each setter prints what its style prints of a CSL item, in plain text. `right` says, field by field,
whether the item read back says what was printed.
"""

import re
import unicodedata

FIELDS = (
    "author",
    "editor",
    "title",
    "container-title",
    "issued",
    "volume",
    "issue",
    "page",
    "publisher",
)
_LONGEST_VANCOUVER = 6
_PARTICLES = re.compile(r"^(?:(?:van|von|de|der|den|la|le|el|al|di|da|du|d|l)\s)+(?=\S)")


def plain(text):
    """Take the markup of CSL's rich text out."""
    return re.sub(r"</?(?:i|b|sub|sup|span)\b[^<>]*>", "", text)


def is_han(name):
    """Whether a name is Chinese in its own script, which no style turns round or cuts."""
    return unicodedata.name(name["family"][0], "").startswith("CJK")


def family(name):
    """Give the family name with the particle that stays with it."""
    return " ".join(p for p in (name.get("non-dropping-particle"), name["family"]) if p)


def initials(name, *, stops=True, between=" "):
    """Cut given names to initials; what is not Latin stays whole."""
    given = re.sub(r"\.(?=\w)", ". ", name.get("given", ""))
    if given and not unicodedata.name(given[0], "").startswith(("LATIN", "CYRILLIC", "GREEK")):
        return given
    words = [[part[0] for part in word.split("-") if part] for word in given.split()]
    if not stops:
        return "".join("".join(letters) for letters in words)
    return between.join("-".join(f"{c}." for c in letters) for letters in words)


def last_first(name, given, comma=", "):
    """Set `Family, Given`, the dropping particle behind and the suffix last."""
    if "literal" in name:
        return name["literal"]
    if is_han(name):
        return name["family"] + name["given"]
    behind = " ".join(p for p in (given, name.get("dropping-particle")) if p)
    whole = f"{family(name)}{comma}{behind}" if behind else family(name)
    return f"{whole}{comma}{name['suffix']}" if name.get("suffix") else whole


def first_last(name, given):
    """Set `Given Family`."""
    if "literal" in name:
        return name["literal"]
    if is_han(name):
        return name["family"] + name["given"]
    words = (given, name.get("dropping-particle"), family(name))
    whole = " ".join(p for p in words if p)
    return f"{whole}, {name['suffix']}" if name.get("suffix") else whole


def listed(names, last, oxford=","):
    """Join names with commas, the last one with a conjunction."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + f"{oxford if len(names) > 2 else ''} {last} " + names[-1]


def year(item):
    """Give the year, or the words that stand for it."""
    issued = item.get("issued", {})
    return str(issued["date-parts"][0][0]) if "date-parts" in issued else issued.get("literal", "")


def _stopped(text):
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _place(item):
    return f"{item['publisher-place']}: " if item.get("publisher-place") else ""


def apa(item):
    """Set an item in the style of the APA's manual, 7th edition."""
    people = item.get("author") or item.get("editor", [])
    names = [last_first(n, initials(n)) for n in people]
    head = ", ".join(names[:-1]) + ", & " + names[-1] if len(names) > 1 else "".join(names)
    if not item.get("author"):
        head += " (Eds.)" if len(names) > 1 else " (Ed.)"
    out = f"{_stopped(head)} ({year(item) or 'n.d.'}). "
    title = plain(item["title"])
    if item.get("container-title") and item["type"].startswith("article"):
        volume = item.get("volume", "") + (f"({item['issue']})" if item.get("issue") else "")
        tail = ", ".join(p for p in (plain(item["container-title"]), volume, item.get("page")) if p)
        return f"{out}{_stopped(title)} {tail}."
    if item.get("container-title"):
        editors = listed([first_last(n, initials(n)) for n in item.get("editor", [])], "&", "")
        mark = "Eds." if len(item.get("editor", [])) > 1 else "Ed."
        held = f"In {editors} ({mark}), " if editors else "In "
        pages = f" (pp. {item['page']})" if item.get("page") else ""
        publisher = f" {_stopped(item['publisher'])}" if item.get("publisher") else ""
        return f"{out}{_stopped(title)} {held}{plain(item['container-title'])}{pages}.{publisher}"
    publisher = f" {_stopped(item['publisher'])}" if item.get("publisher") else ""
    return f"{out}{_stopped(title)}{publisher}"


def harvard(item):
    """Set an item as British Harvard styles do."""
    people = item.get("author") or item.get("editor", [])
    head = listed([last_first(n, initials(n, between="")) for n in people], "and", "")
    if not item.get("author"):
        head += " (eds)" if len(people) > 1 else " (ed.)"
    out = f"{head} ({year(item) or 'n.d.'}) "
    title = plain(item["title"])
    place = _place(item)
    if item.get("container-title") and item["type"].startswith("article"):
        volume = item.get("volume", "") + (f"({item['issue']})" if item.get("issue") else "")
        pages = f"pp. {item['page']}" if item.get("page") else ""
        tail = ", ".join(p for p in (plain(item["container-title"]), volume, pages) if p)
        return f"{out}‘{title}’, {tail}."
    if item.get("container-title"):
        editors = listed(
            [last_first(n, initials(n, between="")) for n in item.get("editor", [])], "and", ""
        )
        mark = "eds" if len(item.get("editor", [])) > 1 else "ed."
        held = f"in {editors} ({mark}) " if editors else "in "
        pages = f", pp. {item['page']}" if item.get("page") else ""
        publisher = f". {place}{item['publisher']}" if item.get("publisher") else ""
        return f"{out}‘{title}’, {held}{plain(item['container-title'])}{publisher}{pages}."
    publisher = f" {place}{item['publisher']}." if item.get("publisher") else ""
    return f"{out}{_stopped(title)}{publisher}"


def chicago(item):
    """Set an item in Chicago's author-date style."""
    people = item.get("author") or item.get("editor", [])
    names = [
        first_last(n, n.get("given", "")) if at else last_first(n, n.get("given", ""))
        for at, n in enumerate(people)
    ]
    head = listed(names, "and")
    if not item.get("author"):
        head += ", eds" if len(people) > 1 else ", ed"
    out = f"{_stopped(head)} {_stopped(year(item) or 'n.d.')} "
    title = plain(item["title"])
    place = _place(item)
    if item.get("container-title") and item["type"].startswith("article"):
        number = f"{item.get('volume', '')}" + (f" ({item['issue']})" if item.get("issue") else "")
        pages = f": {item['page']}" if item.get("page") else ""
        return f"{out}“{_stopped(title)}” {plain(item['container-title'])} {number}{pages}."
    if item.get("container-title"):
        editors = listed([first_last(n, n.get("given", "")) for n in item.get("editor", [])], "and")
        held = f", edited by {editors}" if editors else ""
        pages = f", {item['page']}" if item.get("page") else ""
        publisher = f" {place}{item['publisher']}." if item.get("publisher") else ""
        return (
            f"{out}“{_stopped(title)}” In {plain(item['container-title'])}{held}{pages}.{publisher}"
        )
    publisher = f" {place}{item['publisher']}." if item.get("publisher") else ""
    return f"{out}{_stopped(title)}{publisher}"


def vancouver(item):
    """Set an item as the ICMJE recommends; after six authors, et al."""
    people = item.get("author") or item.get("editor", [])
    names = [last_first(n, initials(n, stops=False), " ") for n in people[:_LONGEST_VANCOUVER]]
    if len(people) > _LONGEST_VANCOUVER:
        names.append("et al")
    head = ", ".join(names)
    if not item.get("author"):
        head += ", editors" if len(people) > 1 else ", editor"
    out = f"{_stopped(head)} {_stopped(plain(item['title']))} "
    place = _place(item)
    if item.get("container-title") and item["type"].startswith("article"):
        number = item.get("volume", "") + (f"({item['issue']})" if item.get("issue") else "")
        pages = f":{item['page']}" if item.get("page") else ""
        when = f"{year(item)};" if number else year(item)
        return f"{out}{_stopped(plain(item['container-title']))} {when}{number}{pages}."
    publisher = f"{place}{item['publisher']}; " if item.get("publisher") else ""
    if item.get("container-title"):
        editors = ", ".join(
            last_first(n, initials(n, stops=False), " ") for n in item.get("editor", [])
        )
        mark = "editors" if len(item.get("editor", [])) > 1 else "editor"
        held = f"In: {editors}, {mark}. " if editors else "In: "
        pages = f" p. {item['page']}." if item.get("page") else ""
        title = _stopped(plain(item["container-title"]))
        return f"{out}{held}{title} {publisher}{year(item)}.{pages}"
    return f"{out}{publisher}{year(item)}."


def ieee(item):
    """Set an item in IEEE's style."""
    people = item.get("author") or item.get("editor", [])
    head = listed([first_last(n, initials(n)) for n in people], "and")
    if not item.get("author"):
        head += ", Eds." if len(people) > 1 else ", Ed."
    title = plain(item["title"])
    when = year(item)
    place = _place(item)
    pages = f"pp. {item['page']}" if item.get("page") else ""
    if item.get("container-title") and item["type"].startswith("article"):
        volume = f"vol. {item['volume']}" if item.get("volume") else ""
        number = f"no. {item['issue']}" if item.get("issue") else ""
        container = plain(item["container-title"])
        tail = ", ".join(p for p in (container, volume, number, pages, when) if p)
        return f"{head}, “{title},” {tail}."
    publisher = f"{place}{item['publisher']}" if item.get("publisher") else ""
    if item.get("container-title"):
        editors = listed([first_last(n, initials(n)) for n in item.get("editor", [])], "and")
        mark = ", Eds." if len(item.get("editor", [])) > 1 else ", Ed."
        container = "in " + plain(item["container-title"])
        held = ", ".join(p for p in (container, f"{editors}{mark}" if editors else "") if p)
        tail = ", ".join(p for p in (publisher, when, pages) if p)
        return f"{head}, “{title},” {_stopped(held)} {tail}."
    return f"{head}, {_stopped(title)} {', '.join(p for p in (publisher, when) if p)}."


STYLES = {"apa": apa, "harvard": harvard, "chicago": chicago, "vancouver": vancouver, "ieee": ieee}


def _folded(text):
    text = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(
        re.findall(r"[^\W_]+", "".join(c for c in text if not unicodedata.combining(c)))
    )


def _person(name, *, full):
    if "literal" in name:
        return _folded(name["literal"]), ""
    whole = _PARTICLES.sub("", _folded(name["family"]))
    given = name.get("given", "")
    letters = "".join(re.findall(r"[^\W_]", initials(name, stops=False))) if given else ""
    if full:
        return whole, _folded(given)
    shown = given if given.isupper() and "." not in given else letters
    return whole, "".join(re.findall(r"[^\W_]", _folded(shown)))


def printed(item, style):
    """Give the values that a style prints of an item, folded for comparing."""
    full = style == "chicago"
    authors = item.get("author", [])[: _LONGEST_VANCOUVER if style == "vancouver" else None]
    chapter = bool(item.get("container-title")) and not item["type"].startswith("article")
    article = bool(item.get("container-title")) and not chapter
    out = {
        "author": [_person(n, full=full) for n in authors],
        "editor": [_person(n, full=full) for n in item.get("editor", [])]
        if chapter or not authors
        else [],
        "title": _folded(plain(item["title"])),
        "container-title": _folded(plain(item.get("container-title", ""))),
        "issued": year(item) if year(item).isdigit() else "",
        "volume": _folded(item.get("volume", "")) if article else "",
        "issue": _folded(item.get("issue", "")) if article else "",
        "page": _folded(item.get("page", "")) if item.get("container-title") else "",
        "publisher": ""
        if article or item.get("publisher") == "n.p."
        else _folded(item.get("publisher", "")),
    }
    return {field: value for field, value in out.items() if value}


def read(item, style):
    """Give the same values of an item that was read back."""
    full = style == "chicago"
    return {
        "author": [_person(n, full=full) for n in item.get("author", [])],
        "editor": [_person(n, full=full) for n in item.get("editor", [])],
        "title": _folded(plain(item.get("title", ""))),
        "container-title": _folded(plain(item.get("container-title", ""))),
        "issued": year(item),
        "volume": _folded(item.get("volume", "")),
        "issue": _folded(item.get("issue", "")),
        "page": _folded(item.get("page", "")),
        "publisher": _folded(item.get("publisher", "")),
    }


def wrong(item, parsed, style):
    """Give each field that was printed and not read right, with what was printed and read."""
    said, got = printed(item, style), read(parsed, style)
    return said, {
        field: (value, got[field]) for field, value in said.items() if got[field] != value
    }
