"""Defects of the list as a list: borders, heads, order."""
