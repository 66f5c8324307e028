"""Formatted lists."""
