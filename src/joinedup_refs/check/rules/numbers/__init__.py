"""Volumes, issues, pages and report numbers."""
