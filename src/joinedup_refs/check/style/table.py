"""The table of style traits: the one place that says what a style consists of."""

from joinedup_refs.check.style import (
    dois,
    joiners,
    names,
    numbering,
    pages,
    places,
    quotes,
    subtitles,
    titles,
    years,
)
from joinedup_refs.check.style.trait import Trait

TRAITS: tuple[Trait, ...] = (
    names.FIRST_NAME,
    names.OTHER_NAMES,
    joiners.TWO_NAMES,
    joiners.MORE_NAMES,
    years.BEFORE_YEAR,
    years.YEAR,
    quotes.TITLE_QUOTES,
    quotes.GLYPHS,
    subtitles.SUBTITLE,
    titles.AFTER_TITLE,
    numbering.ISSUE,
    pages.ARTICLE_PAGES,
    pages.CHAPTER_PAGES,
    pages.PAGE_DASH,
    pages.PAGE_RANGE,
    places.PLACE,
    dois.DOI,
    dois.DOI_STOP,
)
"""Every trait, in the order in which an entry shows them."""

BY_KEY = {trait.key: trait for trait in TRAITS}
