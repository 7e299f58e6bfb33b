"""Charts as geometry: points in, places on the paper out. No queries, no words, no colours; templates draw them."""
