"""Finds citations in the running text and ties them to entries."""
