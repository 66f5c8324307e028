"""Rules about what was said to be left alone."""
