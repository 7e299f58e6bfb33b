"""CoNLL-U as our tokenizer sees it."""

import lzma

from claims.extraction.training.conllu import empty, features, read

ZUM = """\
# sent_id = toy-1
# text = Er fuhr zum Haus.
1\tEr\ter\tPRON\tPPER\tCase=Nom|Foreign=Yes\t2\tnsubj\t_\t_
2\tfuhr\tfahren\tVERB\tVVFIN\t_\t0\troot\t_\t_
3-4\tzum\t_\t_\t_\t_\t_\t_\t_\t_
3\tzu\tzu\tADP\tAPPR\t_\t5\tcase\t_\t_
4\tdem\tder\tDET\tART\tCase=Dat|Definite=Def|Gender=Neut|Number=Sing\t5\tdet\t_\t_
5\tHaus\tHaus\tNOUN\tNN\tCase=Dat\t2\tobl:tmod\t_\tNE=B-LOC|SpaceAfter=No
6\t.\t.\tPUNCT\t$.\t_\t2\tpunct\t_\t_

"""


def sentence(tmp_path):
    path = tmp_path / "toy.conllu"
    path.write_text(ZUM, encoding="utf-8")
    (found,) = read(path, "gsd")
    return found


def test_a_contraction_is_one_preposition(tmp_path):
    s = sentence(tmp_path)
    assert s.words == ["Er", "fuhr", "zum", "Haus", "."]
    assert (s.upos[2], s.xpos[2], s.deps[2], s.heads[2]) == ("ADP", "APPRART", "case", 3)


def test_a_contraction_has_the_case_of_its_article(tmp_path):
    assert sentence(tmp_path).feats[2] == "Case=Dat|Gender=Neut|Number=Sing"


def test_heads_count_our_tokens_and_the_root_is_its_own(tmp_path):
    s = sentence(tmp_path)
    assert s.heads == [1, 1, 3, 1, 1]
    assert s.deps[1] == "ROOT"


def test_relations_are_coarse(tmp_path):
    assert sentence(tmp_path).deps[3] == "obl"


def test_only_features_of_both_treebanks_stay():
    assert features("Number=Sing|Foreign=Yes|Case=Nom") == "Case=Nom|Number=Sing"
    assert features("_") == "_"


def test_names_and_spaces_come_from_the_last_column(tmp_path):
    s = sentence(tmp_path)
    assert s.names == ["O", "O", "O", "B-LOC", "O"]
    assert s.text == "Er fuhr zum Haus."
    assert (s.id, s.kind) == ("toy-1", "gsd")


def test_packed_files_are_read_as_well(tmp_path):
    path = tmp_path / "toy.conllu.xz"
    path.write_bytes(lzma.compress(ZUM.encode()))
    assert [s.words for s in read(path)] == [sentence(tmp_path).words]


def test_an_empty_sentence_knows_nothing():
    s = empty(["Ja"], [False])
    assert (s.upos, s.heads, s.names) == ([None], [None], [None])
    s.upos[0] = "X"
    assert s.xpos == [None]
