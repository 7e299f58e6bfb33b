"""Each corpus with just those columns that it annotates reliably."""

import lzma

import pytest

from claims.extraction.training import corpora


def packed(path, text):
    path.write_bytes(lzma.compress(text.encode()))


def test_white_space_is_guessed_around_punctuation():
    words = ["Er", "sagte", ":", '"', "Ja", "(", "gut", ")", '"', "."]
    assert "".join(w + " " * s for w, s in zip(words, corpora.spaced(words), strict=True)) == 'Er sagte: "Ja (gut)". '


def test_a_contraction_of_the_tag_file_is_one_preposition():
    words, tags = corpora.tagged_line("Im##_ in##ADP dem##DET Rahmen##NOUN")
    assert words == ["Im", "Rahmen"]
    assert tags == ["ADP", "NOUN"]


@pytest.mark.parametrize(
    ("word", "tag", "kept"),
    [
        ("Haus", "NOUN", "NOUN"),
        ("diese", "PRON", None),  # annotated anew since
        ("ist", "VERB", None),
        ("wurde", "AUX", "AUX"),
        ("galt", "AUX", None),
        ("und", "X", None),
    ],
)
def test_tags_that_were_annotated_anew_are_left_out(word, tag, kept):
    assert corpora.reliable(word, tag) == kept


def test_the_tag_file_has_tags_only(tmp_path):
    packed(tmp_path / "de_gsd-ud-train.upos.txt.xz", "Im##_ in##ADP dem##DET Haus##NOUN .##PUNCT\n\n")
    (found,) = corpora.gsd_tags(tmp_path)
    assert found.text == "Im Haus."
    assert found.upos == ["ADP", "NOUN", "PUNCT"]
    assert (set(found.heads), set(found.names), found.kind) == ({None}, {None}, "gsd-tags")


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [("O", "O"), ("B-OTH", "B-MISC"), ("I-LOCderiv", "I-DERIV"), ("B-ORGpart", "O"), ("B-PER", "B-PER")],
)
def test_labels_of_germeval(theirs, ours):
    assert corpora.germeval_label(theirs) == ours


def test_germeval_is_read_by_its_outer_labels(tmp_path):
    rows = ["#\tsource", "1\tSamsung\tB-ORG\tO", "2\tKun\tB-PER\tO", "3\tHee\tI-PER\tO", "", "#\tsource", "1\tJa\tO\tO"]
    packed(tmp_path / "germeval2014-NER-de-test.tsv.xz", "\n".join([*rows, ""]))
    one, two = corpora.germeval(tmp_path, "test")
    assert one.names == ["B-ORG", "B-PER", "I-PER"]
    assert two.words == ["Ja"]


def test_a_name_that_lost_its_beginning_gets_one():
    assert corpora.legal(["O", "I-PER", "I-PER", "I-ORG"]) == ["O", "B-PER", "I-PER", "B-ORG"]


def mobie(tmp_path, *rows):
    (tmp_path / "mobie").mkdir()
    text = "".join("\t".join([word, "NE", "O", label]) + "\n" for word, label in rows)
    (tmp_path / "mobie" / "train.conll2003").write_text(text + "\n", encoding="utf-8")
    (found,) = corpora.mobie(tmp_path)
    return found


def test_labels_of_mobie(tmp_path):
    found = mobie(
        tmp_path, ("Bahn", "B-organization-company"), ("um", "O"), ("8", "B-time"), ("Bonn", "B-location-city")
    )
    assert found.names == ["B-ORG", "O", "O", "B-LOC"]


def test_a_hashtag_of_mobie_is_a_word(tmp_path):
    found = mobie(tmp_path, ("Die", "O"), ("#Bahn", "B-organization-company"), ("steht", "O"))
    assert found.words == ["Die", "#Bahn", "steht"]


def test_words_of_raw_text_are_counted_without_punctuation():
    counts = corpora.word_counts(iter(["„Ja“, sagte er.", "Ja!", "nie gelesen"]), 2)
    assert (counts["Ja"], counts["er"], counts["nie"]) == (2, 1, 0)
