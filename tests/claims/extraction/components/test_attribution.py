"""Who says what, in the frames of German news."""

from datetime import date

import pytest

from claims.extraction.pipeline import analyse


def said(text, published=None):
    """What is reported, who says it, through whom, with what stance."""
    rows = []
    for s in analyse(text, published)._.statements:
        rows.append((text[s.start : s.end], s.source and s.source.canonical, s.source and s.source.via, str(s.stance)))
    return rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Laut Unicef fehlen 300 Zelte.", ("fehlen 300 Zelte", "UNICEF", None, "asserts")),
        ("Dem Roten Kreuz zufolge fehlen Zelte.", ("fehlen Zelte", "Rotes Kreuz", None, "asserts")),
        ("Nach Angaben der norwegischen Polizei fehlen Zelte.", ("fehlen Zelte", "Polizei Norwegen", None, "asserts")),
        ("Nach Polizeiangaben fehlen Zelte.", ("fehlen Zelte", "Polizei", None, "asserts")),
        ("Ersten Berichten zufolge fehlen Zelte.", ("fehlen Zelte", "erste Berichte", None, "hedges")),
        ("Die Nato teilte mit, dass Schiffe fehlen.", ("dass Schiffe fehlen", "NATO", None, "asserts")),
        ("Es fehlten Schiffe, erklärte die Nato.", ("Es fehlten Schiffe", "NATO", None, "asserts")),
        ("Es fehlten Schiffe, so die Nato.", ("Es fehlten Schiffe", "NATO", None, "asserts")),
        ("Wie die Weltbank mitteilte, fehlt Geld.", ("fehlt Geld", "Weltbank", None, "asserts")),
        (
            "Wie Reuters unter Berufung auf die Weltbank meldet, fehlt Geld.",
            ("fehlt Geld", "Weltbank", "Reuters", "asserts"),
        ),
        (
            "„Es fehlt an allem und jedem“, sagte Ursula von der Leyen der BBC.",
            ("„Es fehlt an allem und jedem“", "EU-Kommission", "BBC", "asserts"),
        ),
        (
            "«Reuters» zitiert Lagarde: «Die Zinsen steigen jetzt wieder.»",
            ("«Die Zinsen steigen jetzt wieder.»", "EZB", "Reuters", "asserts"),
        ),
        ("Die Nato bestreitet den Vorfall.", ("Die Nato bestreitet den Vorfall", "NATO", None, "denies")),
        ("Die Weltbank räumte ein, dass Geld fehlt.", ("dass Geld fehlt", "Weltbank", None, "confirms")),
        (
            "Die Nato konnte den Vorfall nicht bestätigen.",
            ("Die Nato konnte den Vorfall nicht bestätigen", "NATO", None, "cannot_confirm"),
        ),
        ("Die Nato nannte die Meldung Unsinn.", ("Die Nato nannte die Meldung Unsinn", "NATO", None, "denies")),
        ("Die Weltbank erwartet, dass Geld fehlen wird.", ("dass Geld fehlen wird", "Weltbank", None, "expects")),
        ("Die Weltbank vertritt die Ansicht, dass Geld fehlt.", ("dass Geld fehlt", "Weltbank", None, "asserts")),
    ],
)
def test_frames(text, expected):
    assert expected in said(text)


def test_two_sources_of_one_sentence_share_it():
    text = "Laut Polizei kamen 40 Leute, nach Angaben der Veranstalter waren es 90."
    assert [(what, who) for what, who, _, _ in said(text)] == [
        ("kamen 40 Leute", "Polizei"),
        ("waren es 90", "Veranstalter"),
    ]


def test_joint_sources_give_one_statement_each_at_the_same_place():
    text = "Die Nato und die Weltbank teilten mit, dass Geld fehlt."
    assert [(what, who) for what, who, _, _ in said(text)] == [
        ("dass Geld fehlt", "NATO"),
        ("dass Geld fehlt", "Weltbank"),
    ]
    assert {s.source.name for s in analyse(text)._.statements} == {"Nato und Weltbank"}


def test_the_subjunctive_keeps_the_source_and_the_indicative_ends_it():
    text = "Die Nato sagte, dass Schiffe fehlen. Es seien vier. Es regnete. Es seien fünf."
    text += " Es schneite. Es hagelte. Es stürmte. Das Wetter war gut. Es seien sechs."
    assert [(what, who) for what, who, _, _ in said(text)] == [
        ("dass Schiffe fehlen", "NATO"),
        ("Es seien vier", "NATO"),
        ("Es seien fünf", "NATO"),
        ("Es seien sechs", None),
    ]


def test_could_is_the_articles_own_voice():
    text = "Die Nato sagte, dass Schiffe fehlen. Bald könnte sich das ändern."
    assert [what for what, _, _, _ in said(text)] == ["dass Schiffe fehlen"]


def test_das_berichtet_points_back_to_the_sentence_before():
    assert said("Vier Schiffe fehlen. Das berichtet die BBC.") == [("Vier Schiffe fehlen", "BBC", None, "asserts")]


def test_one_subject_of_two_verbs():
    text = "Die Nato bestreitet den Vorfall und berichtet, dass Schiffe fehlen."
    assert {(who, stance) for _, who, _, stance in said(text)} == {("NATO", "denies"), ("NATO", "asserts")}


@pytest.mark.parametrize(
    "text",
    [
        "Jan Holm, Leiter der Nato-Schule, sagte, dass Schiffe fehlen.",
        "Der Leiter der Nato-Schule, Jan Holm, sagte, dass Schiffe fehlen.",
    ],
)
def test_an_apposition_does_not_hide_the_subject(text):
    (statement,) = analyse(text)._.statements
    assert text[statement.start : statement.end] == "dass Schiffe fehlen"
    assert statement.source.speaker == "Jan Holm"


def test_pronouns_go_back_to_the_one_who_can_be_meant():
    text = "EZB-Präsidentin Christine Lagarde kam nach Rom. Sie sagte, dass die Zinsen steigen."
    assert said(text)[-1][:2] == ("dass die Zinsen steigen", "EZB")


def test_the_date_in_the_frame_dates_the_saying():
    text = "Die Nato teilte am Montag mit, dass am Sonntag Schiffe sanken."
    (statement,) = analyse(text, date(2025, 3, 5))._.statements
    assert statement.reported.low == date(2025, 3, 3)


def test_quoted_words_are_no_speech():
    assert said("Das Boot „Seestern“ liegt im Hafen.") == []


def test_nouns_are_no_verbs_of_speech():
    assert said("Die Angaben fehlen, Aussagen auch.") == []


def test_the_place_of_the_source_is_given():
    text = "Es fehlten Schiffe, erklärte die Nato."
    (statement,) = analyse(text)._.statements
    assert text[statement.speaker_start : statement.speaker_end] == "Nato"
    assert text[statement.frame_start : statement.frame_end] == "Es fehlten Schiffe, erklärte die Nato"


def test_one_verb_for_two_sources():
    text = "Die Veranstalter sprachen von 900 Leuten, die Polizei von 400."
    assert [who for _, who, _, _ in said(text)] == ["Veranstalter", "Polizei"]


def test_a_town_that_counts_its_people_reports_nothing():
    assert said("Das Dorf zählt 900 Einwohner.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Die Verluste bezifferte man auf 40 Schiffe.",
        "Erstens zählen dabei 40 Schiffe.",
        "Erwartet hatte man 40 Schiffe.",
        "Die große Lücke erklärt sich so, dass Schiffe fehlen.",
        "Als Redner ist der Publizist Jan Holm angekündigt.",
        "Er sagte, dass Schiffe fehlen.",
        "Den genauen Wert könne man nicht bestätigen.",
    ],
)
def test_what_cannot_speak_is_no_source(text):
    assert {who for _, who, _, _ in said(text)} <= {None}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Die Junta in Niger kam. Es fehle Geld, teilte sie mit.", "Regierung Niger"),
        ("Das belgische Außenministerium kam. Es habe Geld, teilte es mit.", "Regierung Belgien"),
        ("Die Experten kamen. Es fehle Geld, sagten sie.", "Experten"),
        ("Gerechnet hatten die Veranstalter mit 40 Gästen.", "Veranstalter"),
        ("Bis März hatte Ulla Kern Berichte darüber als „erfunden“ bezeichnet.", "Ulla Kern"),
        ("Nach Schätzung unserer Reporter kamen 40 Gäste.", "Reporter"),
        ("In Essen kamen nach Polizeiangaben 40 Gäste.", "Polizei Essen"),
        ("Laut einem Bericht fehlen Schiffe.", "Berichte"),
        ("Der Wirt sagte, dass Gäste fehlen.", "Wirt"),
    ],
)
def test_who_is_meant(text, who):
    assert who in {source for _, source, _, _ in said(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Die Weltbank hatte am Freitag von 40 Booten gesprochen, die gesunken seien.",
        "Als es stürmte, sprach die Weltbank von 40 Booten.",
    ],
)
def test_clauses_beside_a_figure_do_not_take_its_source(text):
    assert [(what, who) for what, who, _, _ in said(text) if "40" in what and who == "Weltbank"]


def test_a_surname_that_looks_like_a_feminine_noun_is_a_man():
    text = "Der Chef der Nato kam. Der Direktor der Weltbank, Jan Irwin, kam. Er sagte, dass Geld fehlt."
    assert said(text) == [("dass Geld fehlt", "Weltbank", None, "asserts")]


def test_who_is_counted_among_the_guests_counts_nobody():
    assert said("Zu den rund 400 Gästen zählten Vertreter der Nato.") == []


def test_sources_of_figures_that_contrast_have_their_own_each():
    text = "Während die Nato von 90 Booten sprach (die Weltbank hatte 70 gezählt), sprach die Polizei von 50 Booten."
    found = [(what, who) for what, who, _, _ in said(text)]
    assert found == [
        ("Während die Nato von 90 Booten sprach", "NATO"),
        ("die Weltbank hatte 70 gezählt)", "Weltbank"),
        ("sprach die Polizei von 50 Booten", "Polizei"),
    ]


def test_who_tells_so_many_to_leave_is_the_source_of_the_figure():
    text = "Die Nato hat 700 Leute aufgefordert, das Land zu verlassen."
    assert said(text)[0][:2] == (text[:-1], "NATO")


def test_a_contrast_is_the_articles_own():
    text = "Laut Nato fehlen Schiffe, obwohl 90 Boote im Hafen liegen."
    assert [(what, who) for what, who, _, _ in said(text)] == [("fehlen Schiffe", "NATO")]


def test_a_pronoun_in_what_is_reported_is_the_speaker_and_no_second_source():
    text = "Die Sprecherin des Heeres, Ana Ruiz, sprach. Der NIS teilte mit, er könne den Angriff nicht bestätigen."
    assert [row for row in said(text) if row[3] == "cannot_confirm"] == [
        ("er könne den Angriff nicht bestätigen", "NIS", None, "cannot_confirm")
    ]


def test_a_known_name_tells_more_than_an_owner_that_many_countries_have():
    [statement] = said("Der Sprecher des Präsidenten, Dmitri Peskow, bestritt den Angriff.", date(2024, 10, 28))
    assert statement[1] == "Kreml"
