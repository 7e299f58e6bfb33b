"""Sentence splitting: abbreviations, ordinals, line breaks, quotation marks, glued text."""

import pytest

from claims.extraction.components.sentences import spans
from claims.extraction.pipeline import pipeline


def split(text):
    doc = pipeline().make_doc(text)
    doc = pipeline().get_pipe("claimtrack_sentences")(doc)
    return [text[start:end] for start, end in spans(doc)]


@pytest.mark.parametrize(
    "text",
    [
        # Ordinals: behind an article, before a month, and where a class or a quarter follows.
        "Vom 3. bis 7. Februar kamen sie.",
        "Der Chef der 2. Panzerdivision schwieg.",
        "Sie feiert ihren 100. Geburtstag im Zelt.",
        "Der Verein steht auf 2. Platz in der Tabelle.",
        "Die Zahlen zum Ende 3. Quartal liegen vor.",
        "Das Dach ist seit Mittwoch, 5. März, dicht.",
        "Unter Kaiser Karl IV. Kunst zu sammeln, war teuer.",
        # Abbreviations that cannot end a sentence, those that can, and those before figures.
        "Dr. Anna B. Weber lehrt u.a. in Bern.",
        "Es waren z. B. Kühe dabei.",
        "Er meint die Konkurrenz, d. h. Die Grünen und andere.",
        "Das kostet ca. 5 Mio. Euro.",
        "Es geht um Art. 18 Abs. 2 und um Ziff. IV der Liste.",
        "Um das Jahr 800 n. Chr. begann der Bau.",
        "Treffpunkt ist die Uferstr. 12 in Bonn.",
        "Oberst i. G. Thomas Lenk schweigt.",
        # Initials.
        "James J. B. Park lacht.",
        "Die Firma J. P. Wells Inc. Ohio wächst.",
        # What is left out or remarked in brackets.
        "Er kam um drei (!) Uhr nachts.",
        "Der Zeuge [...] Meier schwieg.",
        # Marks that end speech, not the sentence.
        "„Kommt ihr?“, fragte er.",
        "„Kommt ihr?“ fragte er.",
        "Mehr unter www.Hafen-Altstadt.Beispiel im Netz.",
        "1. Fenster im Keller schließen",
        "2. Die Fenster im Keller schließen",
    ],
)
def test_these_are_one_sentence(text):
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Das war alles.", "Dann ging er."),
        ("„Das war alles.“", "Dann ging er."),
        ("«Das war alles.»", "Er ging."),
        ("Das war alles.''", "``Wir gehen'', rief er."),
        ("Er rief: „Das war alles.", "Kommt!“"),
        ("(Lacht.)", "Aber fragen Sie ihn!"),
        ("Sie schwieg …", "Dann ging sie."),
        ("Es kamen wenige.", "Šefčovič kam nicht."),
        # Cardinals: a small word follows, a word before them wants a cardinal, or a bare noun stands before them.
        ("Sie sind 15.", "Die anderen sind älter."),
        ("Die Zahl stieg auf mindestens 17.", "Retter graben weiter."),
        ("Es waren mehr als 120.", "Retter graben weiter."),
        ("Der Zug hält auf Gleis 7.", "Reisende warten."),
        ("Sie wohnt in der Uferstr. 12.", "Nachbarn sahen sie."),
        ("Es gilt Absatz Nr. 3.", "Juristen streiten."),
        # Abbreviations, initials and units that close their sentence.
        ("Wir brauchen Decken, Zelte usw.", "Das steht im Aufruf."),
        ("Der Schaden liegt bei 3 Mio.", "Die Stadt zahlt."),
        ("Er lebt in der Hauptstr.", "Dort brannte es."),
        ("Verurteilt wurde Peter D.", "Der Mann ist 45."),
        ("Das schrieb er auf X.", "Retter widersprachen."),
        ("Der Pegel steht bei 7,40 m.", "Helfer füllen Säcke."),
        ("Sie malt Bilder dieser Art.", "Galerien zeigen sie."),
    ],
)
def test_these_are_two(first, second):
    assert split(f"{first} {second}") == [first, second]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Das war das Ende.Der Rest folgt.", "Der Rest folgt."),
        ("ZürichRund 600 Pendler warten.", "Rund 600 Pendler warten."),
        ("Wir wissen mehr über SüdasienFolgen Sie uns!", "Folgen Sie uns!"),
    ],
)
def test_a_lost_blank_or_break_is_found(text, second):
    assert split(text)[1] == second


@pytest.mark.parametrize("text", ["Die LehrerIn In Bern lacht.", "Das macht Prof.Dr Weber."])
def test_capitals_inside_words_are_no_lost_breaks(text):
    assert split(text) == [text]


def test_a_line_is_a_sentence():
    assert split("Überschrift ohne Punkt\nDer Text beginnt.") == ["Überschrift ohne Punkt", "Der Text beginnt."]


def test_questions_and_calls_end_sentences():
    assert split("Wirklich? Ja! So ist es.") == ["Wirklich?", "Ja!", "So ist es."]


def test_numbers_with_gaps_are_one_token():
    tokens = [token.text for token in pipeline().make_doc("Es kamen 12 500 Gäste und 12'500 Kühe.")]
    assert "12 500" in tokens
    assert "12'500" in tokens


def test_a_glued_dateline_is_cut():
    assert [token.text for token in pipeline().make_doc("WienRund 600 Pendler")][:2] == ["Wien", "Rund"]
