"""What is set right in the labels of a string before any value is read, and in which order."""

from collections.abc import Callable
from typing import NamedTuple

from joinedup_refs.parse import sound
from joinedup_refs.parse.beside import parted_behind_series, with_notes_beside
from joinedup_refs.parse.bodies_ahead import with_body_ahead, without_bracketed_group
from joinedup_refs.parse.body_borders import with_whole_bodies
from joinedup_refs.parse.date_borders import with_whole_dates
from joinedup_refs.parse.draft import Label
from joinedup_refs.parse.hansard import with_debates
from joinedup_refs.parse.imprint import with_paired_publisher
from joinedup_refs.parse.law_reviews import with_law_review_numbers
from joinedup_refs.parse.name_borders import bounded
from joinedup_refs.parse.name_colons import parted_at_colon, parted_behind_last
from joinedup_refs.parse.names_overrun import with_title_of_names
from joinedup_refs.parse.number_borders import with_whole_numbers
from joinedup_refs.parse.offices import with_offices
from joinedup_refs.parse.quotations import parted_behind_quotation
from joinedup_refs.parse.reprints import ended_at_reprint, with_both_years
from joinedup_refs.parse.reviews import with_reviews
from joinedup_refs.parse.signing_groups import with_registered_trials, with_signing_groups
from joinedup_refs.parse.spoken import with_recipient
from joinedup_refs.parse.subtitles import with_subtitles
from joinedup_refs.parse.title_borders import (
    quoted_alike,
    titles,
    with_front_matter,
    with_kinds_told,
    with_series_told,
)
from joinedup_refs.parse.title_years import with_title_years
from joinedup_refs.parse.told_people import with_told_people
from joinedup_refs.parse.unpublished import with_made_told
from joinedup_refs.parse.volume_titles import with_volume_titles
from joinedup_refs.parse.when import with_suspect_year

__all__ = ["REPAIRS", "Repair", "repaired"]


class Repair(NamedTuple):
    """One step."""

    does: str
    step: Callable[[list[Label], str], list[Label]]
    """Gives labels, in order, that may be those it was given; never raises."""


REPAIRS = (
    Repair("A debate of parliament has its name, its volume and its columns.", with_debates),
    Repair("How a work is cited, or printed again, is a note.", with_notes_beside),
    Repair("The year behind a series is none of its name.", parted_behind_series),
    Repair("What a volume is called belongs to the title.", with_volume_titles),
    Repair("Behind names with bare initials a title has its first words.", parted_behind_last),
    Repair("Names in running order end at the colon before their title.", parted_at_colon),
    Repair("A group that signs has its whole name.", with_signing_groups),
    Repair("A registered trial has its number.", with_registered_trials),
    Repair("A piece torn out of a phrase goes back to it.", sound.with_whole_phrases),
    Repair("A group at the head of a title is an author.", sound.with_groups),
    Repair("What follows the colon behind the names is the title's.", sound.with_first_words),
    Repair("A press release is no newspaper, a lecture no publisher.", with_kinds_told),
    Repair("A mimeograph or an edition is no publisher.", with_made_told),
    Repair("Of two places that a colon parts the second is a publisher.", with_paired_publisher),
    Repair("A title gets its second half and its last words back.", titles),
    Repair("A name before a colon, like those before it, is an author's.", sound.with_last_author),
    Repair("`personal communication` is a kind of message, no title.", sound.with_messages),
    Repair("Brackets of East Asian titles part them from names.", sound.with_east_asian_marks),
    Repair("A body before the year is whole, and an author.", sound.with_bodies),
    Repair("A group in brackets behind the names is no title.", without_bracketed_group),
    Repair("A journal behind a quoted title is none of it.", parted_behind_quotation),
    Repair("An introduction is no title of the book it opens.", with_front_matter),
    Repair("A series that calls itself one is none of the title.", with_series_told),
    Repair("A title keeps the marks that it opens and closes itself.", quoted_alike),
    Repair("Numbers and degrees are not cut within.", with_whole_numbers),
    Repair("A title that the names ran on into is given back.", with_title_of_names),
    Repair("A second title behind editors is that of their book.", sound.with_container),
    Repair("Editors without a mark before the title are authors.", sound.with_authors_ahead),
    Repair("Without any title, the first publisher is one.", sound.with_title_of_publishers),
    Repair("A second half of a title, by colon or place, is no publisher.", with_subtitles),
    Repair("A volume before a law review is no page of it.", with_law_review_numbers),
    Repair("Of two years in one bracket the later is the date.", with_both_years),
    Repair("Nothing is read behind `Reprinted in`.", ended_at_reprint),
    Repair("Names end where their last word does.", bounded),
    Repair("A body at the head has its whole name.", with_whole_bodies),
    Repair("An office that no year parts from its title is an author.", with_offices),
    Repair("Who stands where authors do is one.", with_body_ahead),
    Repair("Whom a letter is to did not write it.", with_recipient),
    Repair("A review is told from what it reviews.", with_reviews),
    Repair("A year that cannot be one stands in its place.", with_suspect_year),
    Repair("A date has its day, and `n.d.` is one.", with_whole_dates),
    Repair("A year that belongs to a title stays in it.", with_title_years),
    Repair("Words beside people tell what they did.", with_told_people),
)
"""Each builds on those before it: names want whole phrases, titles want their names cut off."""


def repaired(labels: list[Label], raw: str) -> list[Label]:
    """Give labels that can all be true at once, every repair made in turn."""
    for repair in REPAIRS:
        labels = repair.step(labels, raw)
    return labels
