"""Run time of the small transformer: tokens in, tags, trees, sentences and names out; onnxruntime, never torch.

Its parts in the order of the data: `text` (Doc → words), `pieces`, `windows`, `inputs`, `session` (the network),
`starts`, `arborescence`, `trees`, `names` (its scores → structures), `reading` (all of that), `annotate` (→ Doc).
Importing this registers the component `claimtrack_network`.
"""

from claims.extraction.network.component import Network

__all__ = ["Network"]
