"""Views: an address in, a page or one of its fragments out."""
