"""Carriers of prose to `Text`: decoding, what the carrier is, and what reading leaves out."""

from joinedup_refs.read.read import Input, read

__all__ = ["Input", "read"]
