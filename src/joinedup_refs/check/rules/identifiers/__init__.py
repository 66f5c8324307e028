"""DOIs, ISBNs, addresses."""
