"""Journals and books that works appear in."""
