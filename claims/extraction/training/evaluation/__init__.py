"""Measures a German pipeline, whichever it is, on raw text with its own tokens.

Its parts: `models` (where they are, how they are loaded), `trees` and `names` and `splits` (what they read right),
`speed` and `process` (what they cost), `parts` (all that on our corpora), `measures` (what is asked of them), `table`
(how it is printed). `claims.extraction.training.evaluate` is the door.
"""
