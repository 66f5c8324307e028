"""Identifiers: one module each, all with `parse`, `validate`, `find` and `format`."""
