"""The list's own style, learned from its majority."""
