"""How well texts are read, measured on gold: sets found in a folder beside the project, and their own scorers.

In: the folder (`../shared`). Out: figures and tables. Nothing of the product depends on it.
"""
