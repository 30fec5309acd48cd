"""What the tagger took a part of a source for, and the whole of it."""

from __future__ import annotations

import pytest

from reportedly.codebook.speech import SpeechLexicon, load_speech
from reportedly.extract.attributions.frames import Frame, Range, read_page
from reportedly.extract.attributions.whole_sources import whole_source
from tests.conftest import Parse


@pytest.fixture(scope="module")
def lexicon() -> SpeechLexicon:
    return load_speech()


CASES = [
    # half of an apposition
    ("Shells hit the market, wounding dozens, the town's mayor, Idris Malo, said.", ", Idris Malo,", "said",
     "the town's mayor, Idris Malo,"),
    ("Shells hit the market, wounding dozens, Malo, the mayor, said.", ", the mayor,", "said", "Malo, the mayor,"),
    ("Gunmen killed six farmers and a teacher, the governor, Karim Sabri, said.", ",", "said",
     "the governor, Karim Sabri,"),
    ("Rebels shelled the port, wounding two dockers, the harbour master, Peter Olsen, told the agency.", "the agency",
     "told", "the harbour master, Peter Olsen,"),
    ("A bomb killed ten, the head of the council, Jawad Amin, said in a statement.", None, "said in a statement",
     "the head of the council, Jawad Amin,"),
    ("Two men were shot, Ana Cole, 41, a nurse, said.", "a nurse,", "said", "Ana Cole, 41, a nurse,"),
    # and none where there is no such thing
    ("Rebels kidnapped the president, Idris Malo, police said.", "police", "said", "police"),
    ("Troops shot the president, Idris Malo, said the ministry.", "the ministry", "said", "the ministry"),
    ("On Friday, Malo, the mayor, said shells hit it.", "Malo, the mayor,", "said", "Malo, the mayor,"),
    ("Shells hit the town, wounding dozens, reportedly.", None, "reportedly", None),
    ("Neither the army nor the rebels said it.", "Neither the army nor the rebels", "said",
     "Neither the army nor the rebels"),
    ("Both the mayor and the governor said it.", "Both the mayor and the governor", "said",
     "Both the mayor and the governor"),
    # the rest of what says it
    ("Jets struck a camp near Homs the Syrian government and activists said.", "and activists", "said",
     "the Syrian government and activists"),
    ("The blast killed five people, and witnesses said soldiers fired.", "and witnesses", "said", "witnesses"),
    ("Soldiers left the town and medics said three died.", "and medics", "said", "medics"),
    ("At least nine people were wounded the Britain-based monitor said.", "-based monitor", "said",
     "the Britain-based monitor"),
    ("Two died local activist Omar al-Halabi said.", "-Halabi", "said", "local activist Omar al-Halabi"),
    ("Three clinics closed, Doctors Without Borders (MSF) said.", "(MSF)", "said", "Doctors Without Borders (MSF)"),
    # marks that are none of it
    ("The raids hit the town (at noon) an activist said.", ") an activist", "said", "an activist"),
    ('"It will get worse," said Kiki "as before".', 'Kiki "', "said", "Kiki"),
    ("Two men fled, the army's Radio One (official) said.", "the army's Radio One (official)", "said",
     "the army's Radio One (official)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "part", "cue", "whole"), CASES)
def test_a_source_is_whole(
    text: str, part: str | None, cue: str, whole: str | None, parse: Parse, lexicon: SpeechLexicon
) -> None:
    doc = parse(text)[1]

    def tokens(words: str, *, last: bool = False) -> Range:
        at = text.rindex(words) if last else text.index(words)
        span = doc.char_span(at, at + len(words), alignment_mode="expand")
        assert span is not None
        return span.start, span.end

    told = tokens(cue)
    source = None if part is None else tokens(part, last=True)
    if part == ",":
        source = (told[0] - 1, told[0])
    until = min(told[0], source[0]) if source is not None else told[0]
    frame = Frame(
        cue=told, content=((0, until) if until > 0 else (told[1], len(doc) - 1),), source=source,
        head=None if source is None else source[1] - 1, rule="tagger",
    )  # fmt: skip
    found = whole_source(read_page(doc, ()), frame, lexicon=lexicon)
    assert (None if found.source is None else doc.phrase(*found.source).text) == whole
    if found.source is not None:
        assert found.head is not None
        assert found.source[0] <= found.head < found.source[1]
        assert all(end <= found.source[0] or found.source[1] <= start for start, end in found.content)
