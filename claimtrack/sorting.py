"""German alphabetical order where the database sorts by code point.

In: a name. Out: a key whose code-point order is the German dictionary order (DIN 5007-1).
"""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=20_000)  # one page sorts the same few hundred names thousands of times
def german_sort_key(name: str) -> str:
    """Return the key of DIN 5007-1, variant 1: ä as a, ß as ss, accents and case ignored.

    The cluster's builtin C.UTF-8 locale sorts ä behind z, so the key is stored beside each name that is listed.
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
