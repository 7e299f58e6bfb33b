"""Which claims are comparable (`matching`) and what one claim does to another (`values`, `stances`, `changes`).

Pure: neither Django nor spaCy; the database is read and written by `claims.linking`.
"""
