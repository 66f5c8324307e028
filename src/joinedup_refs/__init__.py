"""Bibliographies you can trust: parse, check and mend references, with every change explained."""
