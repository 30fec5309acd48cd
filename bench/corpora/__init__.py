"""Readers: one module a corpus, each giving frozen records from the corpus' own files, wherever they lie."""
