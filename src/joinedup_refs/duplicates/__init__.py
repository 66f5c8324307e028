"""One work in several records, of one file or of the exports of several databases."""
