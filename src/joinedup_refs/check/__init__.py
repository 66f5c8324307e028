"""Rules, how they are run, and what is done about what they find."""
