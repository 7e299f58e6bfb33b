"""What positions are about, on hand-made trees."""

from claims.extraction.components import matters
from tests.claims.extraction.components.trees import doc, scene


def test_a_report_is_about_the_subject_of_its_clause():
    made = doc(
        ("Vor", "APPR", "case", 2),
        ("der", "ART", "det", 2),
        ("Landung", "NN", "obl", 7, "Landung", "Case=Dat|Gender=Fem|Number=Sing"),
        ("wurde", "VAFIN", "aux:pass", 7, "werden"),
        ("das", "ART", "det", 6),
        ("defekte", "ADJA", "amod", 6),
        ("Fahrwerk", "NN", "nsubj:pass", 7, "Fahrwerk", "Case=Nom|Gender=Neut|Number=Sing"),
        ("geprüft", "VVPP", "ROOT", 7, "prüfen"),
    )
    found = matters.by_tree(scene(made), 0, len(made.text))
    assert found is not None
    assert found.name == "defektes Fahrwerk"


def test_a_name_is_kept_in_full():
    made = doc(
        ("Ada", "NE", "nsubj", 2, "Ada", "Case=Nom|Number=Sing"),
        ("Voss", "NE", "flat", 0),
        ("fehle", "VVFIN", "ROOT", 2, "fehlen"),
    )
    found = matters.by_tree(scene(made), 0, len(made.text))
    assert found is not None
    assert found.name == "Ada Voss"


def test_a_pronoun_names_nothing():
    made = doc(("Sie", "PPER", "nsubj", 1), ("kommen", "VVFIN", "ROOT", 1, "kommen"))
    assert matters.by_tree(scene(made), 0, len(made.text)) is None
