from joinedup_refs.parse.features import phrase_key
from joinedup_refs.parse.model_file import featurizer_from
from joinedup_refs.parse.tokens import tokenize

GAZETTEERS = ["# a note", "J\tnature", "J\tjournal of public health", "L\tyork", "F\tsmith"]
CLASSES = ["# a note", "page\tp pp", "month\tmay", "note\tmay"]


def rows(raw):
    featurizer = featurizer_from(GAZETTEERS, CLASSES)
    tokens = tokenize(raw)
    return [(t.text, set(f)) for t, f in zip(tokens, featurizer.features(tokens), strict=True)]


def one(raw, text):
    return next(features for token, features in rows(raw) if token == text)


def test_every_token_has_features_and_no_token_is_no_trouble():
    assert rows("") == []
    assert all(features for _, features in rows("A. (B) 12"))


def test_a_known_journal_is_marked_from_its_first_word_to_its_last():
    found = rows("x. Journal of Public Health, 3")
    assert {"gJ=B4!"} <= found[2][1]
    assert all("gJ=I4!" in features for _, features in found[3:6])
    assert not any(f.startswith("gJ") for f in found[7][1])


def test_a_known_phrase_is_not_found_across_a_comma():
    assert not any(f.startswith("gJ") for f in one("Journal of Public, Health", "Public"))


def test_a_phrase_that_is_part_of_a_longer_run_is_marked_as_such():
    assert "gL=B1" in one("in York today", "York")
    assert "gL=B1!" in one("York: Smith", "York")


def test_names_classes_years_and_brackets():
    assert "nm=F" in one("Smith 2001", "Smith")
    assert "c=page" in one("pp. 3", "pp")
    assert {"c=month", "c=note"} <= one("May 3", "May")
    assert "n=Y" in one("in 1999", "1999")
    assert "n=Y" not in one("in 9999", "9999")
    assert any(f.startswith("br=(") for f in one("a (Demos).", "Demos"))
    assert not any(f.startswith("br=") for f in one("a (Demos", "Demos"))


def test_an_identifier_has_no_word_features():
    features = one("see 10.1000/182", "10.1000/182")
    assert "id=DOI" in features
    assert not any(f.startswith("w=") for f in features)


def test_features_do_not_depend_on_what_was_seen_before():
    featurizer = featurizer_from(GAZETTEERS, CLASSES)
    tokens = tokenize("Smith, J. (1999). Nature 3, 1.")
    first = featurizer.features(tokens)
    featurizer.features(tokenize("other words 2001 (x)"))
    assert featurizer.features(tokens) == first


def test_phrase_key_is_lower_case_with_single_blanks():
    assert phrase_key(["New", "York"]) == "new york"
