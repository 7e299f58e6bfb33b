"""Where evidence goes when its text changes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.anchors import Passage, Spot

OLD = "Der NIS meldet 1.500 Soldaten in Wladiwostok.\nDas Pentagon spricht von etwa 10.000 Soldaten. Mehr weiß niemand."
SENTENCE = "Das Pentagon spricht von etwa 10.000 Soldaten."


def moved(new: str, sentence: str = SENTENCE, figure: str = "10.000", old: str = OLD) -> tuple[str, str] | None:
    """The words of evidence and figure in the new text."""
    start = old.index(sentence)
    at = old.index(figure, start)
    spot = Passage(old, new).new_spot(Spot(start, start + len(sentence), at, at + len(figure)))
    if spot is None:
        return None
    assert spot.figure_start is not None
    return new[spot.start : spot.end], new[spot.figure_start : spot.figure_end]


@pytest.mark.parametrize(
    "new",
    [
        OLD,
        f"Neu: Der Kreml schweigt.\n{OLD}",
        f"{SENTENCE}\nDer NIS meldet 1.500 Soldaten in Wladiwostok. Mehr weiß niemand.",
        f"Kurz: {SENTENCE}",
    ],
)
def test_the_very_words_are_found_wherever_they_stand(new):
    assert moved(new) == (SENTENCE, "10.000")


def test_of_two_places_the_one_with_the_same_surroundings_is_meant():
    new = f"{SENTENCE} Das war gestern.\n{OLD}"
    spot = Passage(OLD, new).new_spot(Spot(OLD.index(SENTENCE), OLD.index(SENTENCE) + len(SENTENCE)))
    assert spot is not None
    assert spot.start == new.rindex(SENTENCE)


def test_a_sentence_with_other_words_is_followed():
    new = OLD.replace(
        "Das Pentagon spricht von etwa 10.000 Soldaten.", "Das Pentagon spricht jetzt von etwa 10.000 Soldaten!"
    )
    assert moved(new) == ("Das Pentagon spricht jetzt von etwa 10.000 Soldaten!", "10.000")


@pytest.mark.parametrize(
    "new",
    [
        OLD.replace("10.000", "12.000"),
        OLD.replace("10.000", "10.000 bis 12.000").replace("etwa 10.000", "etwa 100.000"),
        OLD.replace(SENTENCE, ""),
        OLD.replace(SENTENCE, "Von 10.000 war am Rande einer Sitzung in Brüssel nirgends mehr die Rede."),
        "Ganz etwas anderes.",
        "",
    ],
)
def test_another_figure_or_another_sentence_is_no_evidence(new):
    assert moved(new) is None


def test_evidence_without_a_figure_may_lose_a_word():
    old, new = "Der Kreml wies alle Berichte darüber scharf zurück.", "Der Kreml wies alle Berichte darüber zurück."
    assert Passage(old, new).new_spot(Spot(0, len(old))) == Spot(0, len(new))


def test_other_line_ends_do_not_matter():
    assert moved(OLD.replace("etwa 10.000", "etwa\n10.000")) == (SENTENCE.replace("etwa 10", "etwa\n10"), "10.000")


@given(st.text(st.sampled_from("ab 1.\n"), max_size=60), st.text(st.sampled_from("ab 1.\n"), max_size=60), st.data())
@settings(max_examples=30)
def test_what_is_found_lies_in_the_new_text_and_holds_the_figure(old, new, data):
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    figure = data.draw(st.integers(start, end - 1))
    spot = Passage(old, new).new_spot(Spot(start, end, figure, figure + 1))
    if spot is not None:
        assert spot.figure_start is not None
        assert spot.figure_end is not None
        assert 0 <= spot.start <= spot.figure_start < spot.figure_end <= spot.end <= len(new)
