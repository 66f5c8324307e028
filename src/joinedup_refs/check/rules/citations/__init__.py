"""Citations and entries that do not fit each other, and quotations."""
