"""Names of people and bodies."""
