"""Notices about a work: retracted, corrected, doubted."""
