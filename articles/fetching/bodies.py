"""The body of an answer: read in pieces, unpacked in pieces, never more of either than the policy allows.

In: an exchange whose head has been read. Out: bytes.
"""

from __future__ import annotations

import http.client
import zlib
from collections.abc import Iterator

from articles.fetching.connecting import Exchange, named_faults
from articles.fetching.policy import MEGABYTE, Policy
from articles.fetching.targets import Target
from articles.records import Reason, Refused

PIECE = 64 * 1024
PACKED = ("gzip", "x-gzip", "deflate")


def read(exchange: Exchange, response: http.client.HTTPResponse, target: Target, policy: Policy) -> bytes:
    """Return the unpacked body; raises Refused(TOO_LARGE, BOMB, CUT_OFF, TOO_SLOW)."""
    declared = response.headers.get("Content-Length", "")
    if declared.isdecimal() and int(declared) > policy.max_bytes:
        raise Refused(Reason.TOO_LARGE, f"{int(declared) // MEGABYTE} MB")
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in (*PACKED, "identity", ""):
        raise Refused(Reason.CUT_OFF, f"Content-Encoding: {encoding[:40]}")
    with named_faults(exchange, target):
        received = pieces(response)
        return collected(unpacked(received, policy) if encoding in PACKED else received, policy)


def pieces(response: http.client.HTTPResponse) -> Iterator[bytes]:
    """Yield what has arrived, as it arrives; a body shorter than announced raises IncompleteRead."""
    while piece := response.read1(PIECE):
        yield piece
    if response.length:  # read1 takes an early end for the end
        raise http.client.IncompleteRead(b"", response.length)


def collected(parts: Iterator[bytes], policy: Policy) -> bytes:
    """Return the parts as one; refuses them once they are too many."""
    body = bytearray()
    for part in parts:
        body += part
        if len(body) > policy.max_bytes:
            raise Refused(Reason.TOO_LARGE, f"> {policy.max_bytes // MEGABYTE} MB")
    return bytes(body)


def unpacked(parts: Iterator[bytes], policy: Policy) -> Iterator[bytes]:
    """Yield unpacked pieces of at most PIECE bytes; refuses what grows beyond the ratio that texts have."""
    received = given = 0
    stream = None
    for part in parts:
        received += len(part)
        while part:
            # 47: gzip or zlib, as the first bytes say. Some servers send bare deflate, which neither marks.
            stream = stream or zlib.decompressobj(47 if part[0] in (0x1F, 0x78) else -15)
            try:
                piece = stream.decompress(part, PIECE)
            except zlib.error as error:
                raise Refused(Reason.CUT_OFF, "gzip") from error
            given += len(piece)
            if given > MEGABYTE and given > received * policy.ratio:
                raise Refused(Reason.BOMB)
            yield piece
            part = stream.unconsumed_tail
            if stream.eof:
                part, stream = stream.unused_data, None
    if stream is not None:
        raise Refused(Reason.CUT_OFF, "gzip")
