"""Zotero's libraries: read, added to and changed over its Web API; read on this computer."""
