"""What was found and done, for the terminal, for programs and for readers."""
