"""Actors and places under their names: other names, merges, and what corrections propose. One code for both.

In: rows of `Actor` or `Place`. Out: `Merge`, `ActorAlias`, `PlaceAlias`, `AliasProposal`; claims and series in step.
"""
