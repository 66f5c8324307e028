"""Whether a record was found, and what the sources said."""
