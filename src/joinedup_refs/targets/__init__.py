"""Where libraries are read from and written to; the only other room that does I/O is `sources`."""
