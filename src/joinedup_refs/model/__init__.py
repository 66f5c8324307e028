"""Frozen values: what a reference, a text, a finding and a decision are. No I/O, no parsing."""
