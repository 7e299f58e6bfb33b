"""What makes two texts the same: pure, so that a dry run needs no database for it.

In: a text. Out: its digest.
"""

from __future__ import annotations

import hashlib
import unicodedata


def content_hash(text: str) -> str:
    """Return the SHA-256 of a text, whatever its spaces, line breaks and composed or decomposed umlauts."""
    return hashlib.sha256(" ".join(unicodedata.normalize("NFC", text).split()).encode()).hexdigest()
