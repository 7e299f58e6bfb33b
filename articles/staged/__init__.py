"""Uploads that lie ready: kept for an hour, looked at, given their columns, and brought or thrown away."""
