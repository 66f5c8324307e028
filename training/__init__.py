"""Makes the parsing model; no part of the installed package."""
