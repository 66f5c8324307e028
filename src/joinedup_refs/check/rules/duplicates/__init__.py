"""Rules about works and identifiers that stand in a list more than once."""
