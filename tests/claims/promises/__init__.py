"""A newsroom at work on claims, for `test_editing_promises`: what is printed, what is done, what must be true."""
