"""Records of a folder: built from files, searched by words, had by DOI."""
