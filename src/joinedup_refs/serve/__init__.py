"""An index answers as Crossref's REST API does, to programs on the same computer."""
