"""Reads news reports of armed conflict: who said that who did what to whom, where, when and how many."""

__version__ = "0.1.0"
