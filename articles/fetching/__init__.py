"""Pages by their address, from servers that nobody vouches for; no Django, no database.

In: an address and a Policy. Out: `fetch` gives the page's bytes or Refused with the reason, and never connects to an
address inside of the own network. `robots` and `reservations` say what a site wishes of programs, `feeds` reads feeds.
"""

from articles.fetching.fetching import Fetched, fetch
from articles.fetching.policy import Policy

__all__ = ["Fetched", "Policy", "fetch"]
