"""Years and other dates."""
