"""Template filters of uploads."""
