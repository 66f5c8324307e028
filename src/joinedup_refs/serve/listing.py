"""Lists of works out of an index: searched, filtered, sorted, paged, sampled."""

import random
from collections.abc import Iterator, Mapping

from tantivy import FieldType, Occur, Order, Query

from joinedup_refs.model.value import Json
from joinedup_refs.serve import bodies, filters
from joinedup_refs.serve.parameters import QUERIES, Asked, Cursor, read, written
from joinedup_refs.sources.index.csl_work import work_of
from joinedup_refs.sources.index.reading import Hit, Reading, places_in
from joinedup_refs.sources.index.terms import NO_DOI

OWN = "joinedup-refs"
"""The source of a record that came out of a library, and not from Crossref."""
_DEEPEST = 1_000_000
"""How far a cursor may go in a list that is searched or sorted; memory grows with it."""


def listed(asked: Asked, reading: Reading) -> dict[str, Json]:
    """Give the answer to a request for a list of works.

    Raises:
        RefusedError: the request makes no sense.
        SourceUnavailable: the index is damaged.
    """
    question = _question(asked, reading)
    if asked.sample:
        total, hits = _sampled(question, asked.sample, reading)
        return bodies.works(
            _items(hits, asked, reading), total, rows=asked.rows, offset=0, terms=asked.terms
        )
    cursor = read(asked.cursor, asked.mark) if asked.cursor is not None else None
    total, hits, following = _page(question, asked, cursor, reading)
    return bodies.works(
        _items(hits, asked, reading),
        total,
        rows=asked.rows,
        offset=cursor.offset if cursor else asked.offset,
        terms=asked.terms,
        cursor=written(following, asked.mark) if following else "",
    )


def work(at: int, reading: Reading) -> dict[str, Json]:
    """Give a record as Crossref gives a work, one of a library of one's own too.

    Raises:
        SourceUnavailable: the index is damaged.
    """
    message = reading.message(at)
    item = message.get("csl")
    if not isinstance(item, dict):
        return message
    made = work_of(item)
    doi = str(made.get("DOI") or "")
    return made | {"URL": f"https://doi.org/{doi}", "source": OWN} if doi else made


def _question(asked: Asked, reading: Reading) -> Query:
    wanted: list[tuple[Occur, Query]] = []
    for name, text in asked.queries:
        field = QUERIES[name]
        places = () if field else places_in(text, "", "", "")
        found = reading.looking_for(text, field=field, places=places)
        wanted.append((Occur.Must, found if found is not None else Query.empty_query()))
    wanted += [
        (Occur.Must, Query.const_score_query(condition, 0.0))
        for condition in filters.questions(asked.filters, reading)
    ]
    if not wanted:
        wanted.append((Occur.Must, Query.all_query()))
    wanted.append((Occur.MustNot, Query.term_query(reading.schema, "tags", NO_DOI, "basic")))
    return Query.boolean_query(wanted)


def _page(
    question: Query, asked: Asked, cursor: Cursor | None, reading: Reading
) -> tuple[int, list[Hit], Cursor | None]:
    """Give how many works there are, those of the page, and where the next page begins."""
    rows = asked.rows
    by = asked.sort or ("" if asked.queries else "at")
    ascending = asked.ascending if asked.sort else True
    if cursor is not None and by == "at":
        total = _count(question, reading)
        after = Query.range_query(
            *(reading.schema, "at", FieldType.Unsigned),
            lower_bound=cursor.after,
            include_lower=False,
        )
        rest = Query.boolean_query([(Occur.Must, question), (Occur.Must, after)])
        hits = _sorted(rest, by, 0, rows, reading, ascending=True)
        last = hits[-1].at if hits else cursor.after
        return total, hits, Cursor(cursor.offset + len(hits), last)
    offset = cursor.offset if cursor else asked.offset
    if offset > _DEEPEST:
        msg = f"A list that is searched or sorted goes no further than {_DEEPEST:,} works"
        raise bodies.RefusedError("cursor-invalid", asked.cursor or "", msg)
    total = _count(question, reading)
    if by:
        hits = _sorted(question, by, offset, rows, reading, ascending=ascending)
    elif asked.ascending:
        # the search gives the best alone: the worst are those at the end of its list
        end = max(0, min(total, _DEEPEST) - offset)
        start = max(0, end - rows)
        hits = reading.page(question, start, end - start)[::-1]
    else:
        hits = reading.page(question, offset, rows)
    return total, hits, Cursor(offset + len(hits), 0) if cursor else None


def _count(question: Query, reading: Reading) -> int:
    found = reading.searcher.search(question, limit=1, count=True)
    return int(getattr(found, "count", 0))  # the package's stubs forget it


def _sorted(
    question: Query, by: str, offset: int, rows: int, reading: Reading, *, ascending: bool
) -> list[Hit]:
    if not rows:
        return []
    order = Order.Asc if ascending else Order.Desc
    found = reading.searcher.search(
        question, limit=rows, offset=offset, count=False, order_by_field=by, order=order
    ).hits
    places = reading.searcher.fast_field_values("at", [address for _, address in found])
    return [Hit(1.0, int(at or 0)) for at in places]


def _sampled(question: Query, size: int, reading: Reading) -> tuple[int, list[Hit]]:
    """Draw works by chance, each once."""
    total = _count(question, reading)
    chance = random.SystemRandom()
    drawn = chance.sample(range(total), min(size, total))
    hits = [_sorted(question, "at", n, 1, reading, ascending=True) for n in drawn]
    return len(drawn), [hit for one in hits for hit in one]


def _items(hits: list[Hit], asked: Asked, reading: Reading) -> list[Mapping[str, Json]]:
    return list(_chosen(hits, asked, reading))


def _chosen(hits: list[Hit], asked: Asked, reading: Reading) -> Iterator[Mapping[str, Json]]:
    for hit in hits:
        item = work(hit.at, reading) | {"score": hit.score if asked.queries else 1.0}
        if asked.select:
            item = {name: item[name] for name in asked.select if name in item}
        yield item
