"""Measures reportedly on public corpora, its peers beside it: ``python -m bench TASK --data PATH``."""
