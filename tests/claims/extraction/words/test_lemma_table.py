"""The table of lemmas, made from a toy corpus."""

import lzma

from claims.extraction.training.lemma_table import build, from_nouns, from_sentences, part_of_speech

GSD = "# sent_id = {id}\n# text = {form}\n1\t{form}\t{lemma}\t{upos}\t_\t_\t0\troot\t_\t_\n\n"


def written(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(lzma.compress(text.encode()))


def corpus(folder):
    """Two sentences agree on `Bäumen`, one of them held out with the test; two agree on `Blumm`."""
    held_out = GSD.format(id="test-s1", form="Zwirxen", lemma="Zwurx", upos="NOUN")
    twice = "".join(GSD.format(id=f"dev-s{n}", form="Blummen", lemma="Blumm", upos="NOUN") for n in range(2))
    unimorph = "# sent_id = train-s1\n# text = Zwirxen\n1\tZwirxen\tZwurx\t_\t_\tN;PL\t_\t_\t_\t_\n\n"
    written(folder / "heldout" / "de_gsd-ud-test.conllu.xz", held_out)
    written(folder / "de_gsd-ud-dev.conllu.xz", twice)
    written(folder / "de_pud-ud-test.conllu.xz", GSD.format(id="p1", form="Zwirxen", lemma="Zwurx", upos="NOUN"))
    for part in ("dev", "test"):
        written(folder / f"de_gsd-um-{part}.sigmorphon2019.conllu.xz", unimorph)
    csv = (
        "lemma,pos,nominativ singular,dativ plural\nBaum,Substantiv,Baum,Bäumen\nKniepel,Substantiv,Kniepel,Kneipeln\n"
    )
    written(folder / "lexica" / "german_nouns.csv.xz", csv)


def test_the_table_holds_what_the_rules_miss_and_nothing_of_the_test(tmp_path):
    corpus(tmp_path)
    build(tmp_path, tmp_path / "lemmas.tsv")
    lines = (tmp_path / "lemmas.tsv").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        "Blummen\tNOUN\tBlumm",
        "Kneipeln\tNOUN\tKniepel",
    ]
    first = (tmp_path / "lemmas.tsv").read_bytes()
    build(tmp_path, tmp_path / "lemmas.tsv")
    assert (tmp_path / "lemmas.tsv").read_bytes() == first


def test_one_sentence_alone_or_two_that_differ_prove_nothing():
    assert from_sentences([("Xylpen", "NOUN", "Xylp")]) == {}
    assert from_sentences([("Xylpen", "NOUN", "Xylp"), ("Xylpen", "NOUN", "Xylpe")]) == {}
    assert from_sentences([("Xylpen", "NOUN", "Xylp")] * 2) == {("Xylpen", "NOUN"): "Xylp"}


def test_slips_of_the_treebanks_are_left_out():
    slips = [
        ("Xylpen", "NOUN", "Xylp|Xylpe"),
        ("Stress", "NOUN", "Streß"),
        ("Las", "PROPN", "lesen"),
        ("xyl", "VERB", "xylx"),
    ]
    assert from_sentences(slips * 2) == {}


def test_a_form_that_is_itself_a_lemma_stays():
    assert from_nouns([("Xylp", {"Xylpen"}), ("Xylpen", set())]).get(("Xylpen", "NOUN")) in (None, "Xylpen")


def test_unimorph_says_the_part_of_speech():
    assert part_of_speech("V.PTCP;V") == "VERB"
    assert part_of_speech("N;DAT;PL") == "NOUN"
    assert part_of_speech("ADP") == "X"
