"""Carriers of prose to `Text`: decoding, what the carrier is, and what reading leaves out."""
