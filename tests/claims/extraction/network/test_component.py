"""The component on Docs, with a toy network: what it annotates is nonsense, but whole, and the same each time."""

import pickle
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from claims.extraction.network import Network

NEWS = "Die Lage in Kiew ist ernst, sagt das Ministerium. Rund 10 000 Soldaten\n\nkamen am 3. Mai  aus Bern. Und er?"
NAME = "claimtrack_network"
KINDS = {"PER", "ORG", "LOC", "MISC", "DERIV"}


def annotation(doc: Doc) -> list[tuple[object, ...]]:
    columns = (
        (t.text, t.pos_, t.tag_, str(t.morph), t.dep_, t.head.i, t.is_sent_start, t.ent_iob_, t.ent_type_) for t in doc
    )
    return list(columns)


def check(doc: Doc) -> None:
    """Everything is set, sentences are the trees' own, white space is marked as such."""
    assert len(doc) == 0 or all(
        doc.has_annotation(name, require_complete=True) for name in ("TAG", "POS", "DEP", "SENT_START", "ENT_IOB")
    )
    sentences = list(doc.sents)
    assert [token.i for sentence in sentences for token in sentence] == list(range(len(doc)))
    for sentence in sentences:
        roots = [token for token in sentence if token.head == token]
        assert roots == [sentence.root]
        assert all(sentence.start <= token.head.i < sentence.end for token in sentence)
        assert all((token.dep_ == "ROOT") == (token == roots[0]) for token in sentence if not token.is_space)
        inner = [token for token in sentence if not token.is_space]
        assert not any("\n" in doc[i].text for i in range(inner[0].i, inner[-1].i)) if inner else True
    assert all((token.pos_ == "SPACE") == (token.tag_ == "_SP") == token.is_space for token in doc)
    assert all(ent.label_ in KINDS and ent.sent.end >= ent.end and not ent[0].is_space for ent in doc.ents)


def test_news_is_annotated_whole(nlp: Language):
    doc = nlp(NEWS)
    check(doc)
    kamen = next(token for token in doc if token.text == "kamen")
    assert kamen.is_sent_start
    assert doc[kamen.i - 1].head.text == "Soldaten"
    assert doc[kamen.i - 1].dep_ == "dep"


@pytest.mark.parametrize(
    "text", ["", " ", "\n", " \n\n ", "\n\nWort", "Wort\n", "  Wort  ", "x" * 100_000, "<pad> </s>"]
)
def test_odd_texts(nlp: Language, text: str):
    doc = nlp(text)
    assert doc.text == text
    check(doc)


@settings(max_examples=50, deadline=None)
@given(text=st.text(st.sampled_from(list("aB1.,!? \n\u00a0\u200bé漢😀<>")), max_size=300))
def test_any_text(nlp: Language, text: str):
    check(nlp(text))


def test_a_long_text_without_any_full_stop(nlp: Language):
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # spaCy warns where it gives up on a tree
        doc = nlp("und " * 5_000)
    check(doc)
    assert max(len(sentence) for sentence in doc.sents) < 192


def test_a_long_text_of_many_lines(nlp: Language):
    text = "\n".join(f"Zeile {number} der Liste." for number in range(1_000))
    doc = nlp(text)
    check(doc)
    assert len(doc) > 5_000


def test_a_stream_is_read_as_its_texts_one_by_one(nlp: Language):
    texts = [NEWS, "", "Kurz.", "\n", NEWS * 9, "lang " * 400, "Ende"]
    assert [annotation(doc) for doc in nlp.pipe(texts)] == [annotation(nlp(text)) for text in texts]


def test_vectors_stand_in_the_tensor_if_asked_for(nlp: Language, nlp_with_vectors: Language):
    doc = nlp_with_vectors("Wort\n\nund Wort")
    assert doc.tensor.shape == (4, 12)
    assert not doc.tensor[1].any()
    assert np.allclose(doc.tensor[0], doc.tensor[3])
    assert doc.tensor[0].any()
    assert nlp("Wort").tensor.size == 0


def network(nlp: Language, **config: object) -> Network:
    """The component, added if it is not there."""
    found = nlp.get_pipe(NAME) if nlp.has_pipe(NAME) else nlp.add_pipe(NAME, config=config)
    assert isinstance(found, Network)
    return found


def plain(folder: Path, **config: object) -> Language:
    """With spaCy's own tokenizer, which saves itself."""
    nlp = spacy.blank("de")
    network(nlp, **config).from_disk(folder)
    return nlp


def test_saved_and_loaded_it_reads_the_same(folder: Path, tmp_path: Path):
    nlp = plain(folder)
    expected = annotation(nlp(NEWS))
    nlp.to_disk(tmp_path / "model")
    loaded = spacy.load(tmp_path / "model")
    assert annotation(loaded(NEWS)) == expected
    packed = spacy.blank("de")
    packed.add_pipe("claimtrack_network")
    packed.from_bytes(loaded.to_bytes())
    assert annotation(packed(NEWS)) == expected
    packed.to_disk(tmp_path / "again")
    assert annotation(spacy.load(tmp_path / "again")(NEWS)) == expected


def test_a_component_sent_to_another_process_reads_the_same(folder: Path):
    nlp = plain(folder)
    expected = annotation(nlp(NEWS))
    component = pickle.loads(pickle.dumps(network(nlp)))
    made = nlp.make_doc(NEWS)
    words, spaces = [token.text for token in made], [bool(token.whitespace_) for token in made]
    assert annotation(component(Doc(component.vocab, words=words, spaces=spaces))) == expected


def test_saving_a_pipeline_over_itself_keeps_its_files(nlp: Language, tmp_path: Path):
    component = network(nlp)
    component.to_disk(tmp_path / "here")
    again = Network(nlp.vocab).from_disk(tmp_path / "here")
    again.to_disk(tmp_path / "here")
    assert annotation(again(nlp.make_doc(NEWS))) == annotation(nlp(NEWS))


def test_settings_travel_with_the_pipeline(folder: Path, tmp_path: Path):
    plain(folder, vectors=True).to_disk(tmp_path)
    assert spacy.load(tmp_path)("Wort").tensor.shape == (1, 12)


def test_names_known_beforehand_are_asked_for_with_words_and_tags(folder: Path):
    asked = []

    def names_in(words: Sequence[str], tags: Sequence[str]) -> list[tuple[int, int, str, float]]:
        asked.append((list(words), list(tags)))
        return [(1, 3, "ORG", 1.0)]

    nlp = spacy.blank("de")
    doc = Network(nlp.vocab, names_in=names_in).from_disk(folder)(nlp("Der\n\nlange Name steht"))
    tags = [token.tag_ for token in doc if not token.is_space]
    assert asked == [(["Der", "lange", "Name", "steht"], tags)]
    # A name begins where the ruler says, but none runs over the beginning of a sentence.
    assert [ent.label_ for ent in doc.ents if ent.start == 2] == ["ORG"]


def test_an_empty_component_says_what_it_lacks():
    nlp = spacy.blank("de")
    nlp.add_pipe("claimtrack_network")
    with pytest.raises(ValueError, match="no trained network"):
        nlp("Wort")
    assert network(nlp.from_bytes(nlp.to_bytes())).labels == ()


def test_the_pipeline_knows_what_it_gives(nlp: Language):
    assert nlp.meta["labels"]["claimtrack_network"] == sorted(KINDS)
    assert "token.head" in nlp.get_pipe_meta("claimtrack_network").assigns
