"""Forms: what people type in, read with care, and what is wrong with it in words."""
