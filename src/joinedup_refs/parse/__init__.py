"""From one reference string to a typed reference: tokens, labels, fields."""
