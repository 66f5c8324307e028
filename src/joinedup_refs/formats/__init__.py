"""Record files, both directions; each module holds one `FORMAT`."""
