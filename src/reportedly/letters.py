"""What can be told of a text by its letters alone."""

from __future__ import annotations

SHARE = 0.9


def in_capitals(text: str, *, least: int) -> bool:
    """Whether a text of at least so many letters is written in capitals alone, as old wire copy is.

    >>> in_capitals("THEY LEFT.", least=1), in_capitals("THEY LEFT.", least=80), in_capitals("The UN left.", least=1)
    (True, False, False)
    """
    letters = sum(map(str.isalpha, text))
    return letters >= least and sum(map(str.isupper, text)) >= SHARE * letters
