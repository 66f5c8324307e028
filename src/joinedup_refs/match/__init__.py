"""Holds entries against records: pure decisions, and the gathering of evidence."""

from joinedup_refs.match.compare import Comparison, agree
from joinedup_refs.match.decide import decide
from joinedup_refs.match.gather import gather, match_one
from joinedup_refs.match.query import query_of

__all__ = ["Comparison", "agree", "decide", "gather", "match_one", "query_of"]
