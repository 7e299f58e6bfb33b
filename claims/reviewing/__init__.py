"""Editors at work: the queue of claims to look at, who holds which, acts upon many, and the way back from any act."""
