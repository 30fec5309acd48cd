"""ECB+ laid out again: text, offsets, chains, clean sentences; on a made-up document."""

from pathlib import Path

import pytest

from bench.corpora.ecbplus import read_ecbplus

XML = """<?xml version="1.0" encoding="UTF-8"?>
<Document doc_name="7_1ecbplus.xml">
<token t_id="1" sentence="0">http</token><token t_id="2" sentence="0">:</token>
<token t_id="3" sentence="0">/</token>
<token t_id="4" sentence="0">/</token><token t_id="5" sentence="0">example.org</token>
<token t_id="6" sentence="1">Mine</token><token t_id="7" sentence="1">collapses</token>
<token t_id="8" sentence="2">The</token><token t_id="9" sentence="2">mine</token>
<token t_id="10" sentence="2">caved</token><token t_id="11" sentence="2">in</token>
<token t_id="12" sentence="2">.</token>
<token t_id="13" sentence="3">Two</token><token t_id="14" sentence="3">died</token>
<token t_id="15" sentence="3">.</token>
<Markables>
<ACTION_OCCURRENCE m_id="1"><token_anchor t_id="7"/></ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="2"><token_anchor t_id="10"/><token_anchor t_id="11"/></ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="3"><token_anchor t_id="14"/></ACTION_OCCURRENCE>
<LOC_FAC m_id="4"><token_anchor t_id="9"/></LOC_FAC>
</Markables>
<Relations>
<CROSS_DOC_COREF r_id="9" note="ACT1"><source m_id="1"/><source m_id="2"/><target m_id="8"/></CROSS_DOC_COREF>
</Relations>
</Document>
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "ECB+" / "7"
    folder.mkdir(parents=True)
    (folder / "7_1ecbplus.xml").write_text(XML, encoding="utf-8")
    clean = "Topic,File,Sentence Number\n7,1ecbplus,1\n7,1ecbplus,2\n"
    (tmp_path / "ECBplus_coreference_sentences.csv").write_text(clean, encoding="utf-8")
    return tmp_path


def test_text_and_offsets(corpus: Path) -> None:
    (document,) = read_ecbplus(corpus)
    assert document.text == "Mine collapses\n\nThe mine caved in. Two died."
    assert (document.url, document.topic, document.story) == ("http://example.org", "7", "7 ecbplus")
    assert [document.text[slice(*mention.span)] for mention in document.mentions] == ["collapses", "caved in"]


def test_chains_and_clean_sentences(corpus: Path) -> None:
    (document,) = read_ecbplus(corpus)
    assert {mention.chain for mention in document.mentions} == {"ACT1"}
    assert {mention.sentence for mention in document.mentions} == {1, 2}
