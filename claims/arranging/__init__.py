"""Editors rename, merge, split and move topics, series and claims; every step is a row that can be undone.

In: numbers of rows, what the editor wants, and who it is. Out: an `Arrangement` in force, all claims and changes in
step with it; or `Refused`, with words for the editor. Keys stay as the machine made them: an arrangement is a rule over
keys or a pin on a claim, so that new articles, new readings and `manage.py relink` follow it, and undoing it leaves
what the rules alone would say.

One editor arranges at a time, and nobody links meanwhile (`locks.lock_arrangements`).
"""

from claims.arranging.ledger import Refused, Stale, preview
from claims.arranging.merging import merge_series, merge_topics
from claims.arranging.naming import name_series, name_topic, naming_of
from claims.arranging.seating import move_claim, move_to_new_topic, split_series
from claims.arranging.undoing import undo

__all__ = [
    "Refused",
    "Stale",
    "merge_series",
    "merge_topics",
    "move_claim",
    "move_to_new_topic",
    "name_series",
    "name_topic",
    "naming_of",
    "preview",
    "split_series",
    "undo",
]
