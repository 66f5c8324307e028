"""Small texts to values and back: names, dates, pages, identifiers, heads of entries."""
