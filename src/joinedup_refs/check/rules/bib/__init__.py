"""Rules about .bib files as BibTeX, biber and LaTeX read them."""
