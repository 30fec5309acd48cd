"""What can be told of a text by its letters alone."""

from __future__ import annotations

import string

SHARE = 0.9
SMALL = string.ascii_lowercase.encode()


def in_capitals(text: str, *, least: int) -> bool:
    """Whether a text of at least so many letters is written in capitals alone, as old wire copy is.

    >>> in_capitals("THEY LEFT.", least=1), in_capitals("THEY LEFT.", least=80), in_capitals("The UN left.", least=1)
    (True, False, False)
    """
    body = text.encode("utf-8", "surrogatepass")
    if len(body) - len(body.translate(None, SMALL)) > len(text) - SHARE * len(text):
        return False  # the quick way for nearly all texts: more small letters than there may be
    letters = sum(map(str.isalpha, text))
    return letters >= least and sum(map(str.isupper, text)) >= SHARE * letters
