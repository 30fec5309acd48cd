"""Small letters for copy in capitals: words and names of our own; letters change, offsets do not."""

from __future__ import annotations

import dataclasses

import pytest

from reportedly.clean.case import is_capitals_copy, known_phrases, load_case, readable, small_letters
from reportedly.model import Article, Block, Capture, Published, Reading
from reportedly.reading import Reader, read_article

REPORT = (
    "SORNA, 4 FEB (XYZ) -- FOUR POLICEMEN WERE KILLED IN AN ATTACK BY REBELS OF THE RED DAWN LIBERATION FRONT [RDLF] "
    "IN NORTHERN PERU ON SUNDAY, THE ARMY SAID. THE RDLF HAS NOT COMMENTED.\n"
)


@pytest.mark.parametrize(
    "text",
    [
        "The guerrillas attacked a police station in northern Colombia on Monday.",
        "President Carlos Montero said the government would not talk to the rebels.",
        "Two soldiers were wounded when a bomb exploded near the U.S. embassy in Lima.",
        "The United Nations condemned the murder of three Salvadoran judges.",
        "Shining Path terrorists blew up two bridges. Nobody was hurt.",
        "The National Liberation Front [NLF] said it would free the mayor. The NLF gave no date.",
    ],
)
def test_case_is_restored(text: str) -> None:
    assert small_letters(text.upper(), load_case(), phrases=known_phrases()) == text


def test_only_letters_change() -> None:
    text = 'ÜBER 40 MEN -- "ALL REBELS" -- LEFT THE TOWN\'S MARKET; İZMIR AND STRASSE.'
    small = small_letters(text, load_case())
    assert len(small) == len(text)
    assert small.upper().replace("İ", "") == text.upper().replace("İ", "")


def test_mixed_case_is_left_alone() -> None:
    text = "The FMLN and the ELN said on Monday that they had met in MADRID. " * 4
    article = Article(
        id="x", text=text, published=Published(), blocks=(Block(kind="paragraph", start=0, end=len(text) - 1),)
    )
    assert not is_capitals_copy(text)
    assert readable(article) is article
    assert readable(dataclasses.replace(article, text=text.upper())).text != text.upper()


def test_a_report_in_capitals_is_read_and_kept_as_printed(reader: Reader) -> None:
    reading = read_article(Capture(path="x.txt", body=REPORT.encode(), published="1990-02-05"), reader)
    assert isinstance(reading, Reading)
    assert reading.article.text == REPORT
    assert "capitals" in {warning.code for warning in reading.warnings}
    killed = next(claim for claim in reading.claims if claim.event_type == "killing")
    assert REPORT[killed.trigger.start : killed.trigger.end] == "KILLED"
    names = {actor.id: actor.name for actor in reading.actors}
    assert "policemen" in [names[actor] for actor in killed.recipients]
