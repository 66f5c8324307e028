"""Holds entries against records: pure decisions, and the gathering of evidence."""
