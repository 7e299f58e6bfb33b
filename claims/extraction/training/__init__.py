"""How the shipped German pipelines were made: corpora, networks, silver data, export, evaluation.

Run step by step by `python -m claims.extraction.training STEP --data FOLDER --work FOLDER`; needs the extra `train`
(PyTorch). The product itself never imports this package.
"""
