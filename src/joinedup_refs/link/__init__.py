"""Finds the citations in the prose and ties them to the entries of the list."""

from joinedup_refs.link.tie import link

__all__ = ["link"]
