"""Who speaks where words and tree disagree, on trees made by hand."""

from claims.extraction.components.actor_index import Actors
from claims.extraction.components.clauses import Segment
from claims.extraction.components.colon_speakers import before_colon
from claims.extraction.components.sources import subject
from claims.extraction.components.speech_verbs import verb_in
from claims.extraction.extensions import ActorMention, register
from claims.records import SourceType
from tests.claims.extraction.components.trees import doc


def mention(made, first, last, kind=SourceType.PERSON):
    start, end = made[first].idx, made[last].idx + len(made[last])
    name = made.text[start:end]
    return ActorMention(start, end, name, name, kind, None, name if kind is SourceType.PERSON else None, "test")


def speakers(made, *actors):
    register()
    tokens = list(range(len(made)))
    verb = verb_in(made, tokens)
    assert verb is not None
    return [v.source.name for v in subject(made, tokens, verb, Actors(made, actors))]


def test_a_name_behind_a_preposition_is_not_whose_subject_the_tree_shows():
    made = doc(
        ("Gegenüber", "APPR", "case", 1), ("Nordwelle", "NE", "obl", 2), ("berichtete", "VVFIN", "ROOT", 2),
        ("Anna", "NE", "nsubj", 2), ("Kern", "NE", "flat", 3), ("davon", "PROAV", "obl", 2),
    )  # fmt: skip
    assert speakers(made, mention(made, 1, 1), mention(made, 3, 4)) == ["Anna Kern"]


def test_where_a_thing_confirms_nobody_speaks():
    made = doc(
        ("Der", "ART", "det", 1), ("Rekord", "NN", "nsubj:pass", 3), ("wurde", "VAFIN", "aux:pass", 3),
        ("bestätigt", "VVPP", "ROOT", 3), ("durch", "APPR", "case", 6), ("einen", "ART", "det", 6),
        ("Sprung", "NN", "obl", 3), ("von", "APPR", "case", 8), ("Anna", "NE", "nmod", 6),
    )  # fmt: skip
    assert speakers(made, mention(made, 8, 8)) == []


def test_whose_report_it_is_speaks():
    made = doc(
        ("Ein", "ART", "det", 1), ("Bericht", "NN", "nsubj", 4), ("von", "APPR", "case", 3),
        ("Nordwelle", "NE", "nmod", 1), ("bestätigte", "VVFIN", "ROOT", 4), ("das", "PDS", "obj", 4),
    )  # fmt: skip
    assert speakers(made, mention(made, 3, 3, SourceType.MEDIA)) == ["Nordwelle"]


def test_a_subject_that_the_parser_takes_for_the_object_still_speaks():
    made = doc(
        ("Den", "ART", "det", 1), ("Termin", "NN", "nsubj", 2), ("nannte", "VVFIN", "ROOT", 2),
        ("Kern", "NE", "obj", 2), ("falsch", "ADJD", "advmod", 2),
    )  # fmt: skip
    assert speakers(made, mention(made, 3, 3)) == ["Kern"]


def colon(made, *actors):
    register()
    host = Segment(0, len(made) - 1, "", quoted=False)
    return [v.source.name for v in before_colon(made, host, Actors(made, actors))]


def test_before_a_colon_the_subject_speaks_not_the_object():
    made = doc(
        ("Den", "ART", "det", 1), ("Richter", "NN", "obj", 2), ("griff", "VVFIN", "ROOT", 2),
        ("Kern", "NE", "nsubj", 2), ("an", "PTKVZ", "compound:prt", 2), (":", "$.", "punct", 2),
    )  # fmt: skip
    assert colon(made, mention(made, 1, 1), mention(made, 3, 3)) == ["Kern"]


def test_before_a_colon_it_speaks_whose_word_it_is():
    made = doc(
        ("Kern", "NE", "nsubj", 1), ("lachte", "VVFIN", "ROOT", 1), (".", "$.", "punct", 1),
        ("Sein", "PPOSAT", "det", 4), ("Urteil", "NN", "ROOT", 4), ("über", "APPR", "case", 6),
        ("Brandt", "NE", "nmod", 4), (":", "$.", "punct", 4),
    )  # fmt: skip
    register()
    actors = Actors(made, [mention(made, 0, 0), mention(made, 6, 6)])
    assert [v.source.name for v in before_colon(made, Segment(3, 7, "", quoted=False), actors)] == ["Kern"]


def test_man_is_nobody_though_a_name_stands_near():
    made = doc(
        ("man", "PIS", "nsubj", 2), ("Kern", "NE", "obj", 2), ("informierte", "VVFIN", "ROOT", 2),
        ("darüber", "PROAV", "obl", 2),
    )  # fmt: skip
    assert speakers(made, mention(made, 1, 1)) == []


def test_a_country_in_which_something_is_demanded_demands_nothing():
    made = doc(
        ("In", "APPR", "case", 1), ("Norwegen", "NE", "obl", 4), ("waren", "VAFIN", "aux", 4),
        ("Zelte", "NN", "nsubj:pass", 4), ("gefordert", "VVPP", "ROOT", 4), ("worden", "VAPP", "aux:pass", 4),
    )  # fmt: skip
    assert speakers(made, mention(made, 1, 1, SourceType.GOVERNMENT)) == []
