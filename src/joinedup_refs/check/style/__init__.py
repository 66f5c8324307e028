"""Traits of style: how each is seen in an entry, what is usual, how a deviant is mended."""
