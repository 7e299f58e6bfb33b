"""Ten small annotated sentences: enough for each trainer to take a few steps."""

from claims.extraction.training.conllu import Sentence

# form, UPOS, STTS, features, head (from 1, 0: root), relation, name
TEXT = """
Die DET ART Case=Nom 2 det O
Armee NOUN NN Case=Nom 3 nsubj O
meldet VERB VVFIN Tense=Pres 0 ROOT O
Erfolge NOUN NN Case=Acc 3 obj O
. PUNCT $. _ 3 punct O

Anna PROPN NE Case=Nom 2 nsubj B-PER
fährt VERB VVFIN Tense=Pres 0 ROOT O
nach ADP APPR _ 4 case O
Bonn PROPN NE Case=Dat 2 obl B-LOC
. PUNCT $. _ 2 punct O

Siemens PROPN NE Case=Nom 2 nsubj B-ORG
wächst VERB VVFIN Tense=Pres 0 ROOT O
weiter ADV ADV _ 2 advmod O
. PUNCT $. _ 2 punct O

Das PRON PDS Case=Nom 2 nsubj O
sagte VERB VVFIN Tense=Past 0 ROOT O
Kim PROPN NE Case=Nom 2 nsubj B-PER
Jong PROPN NE Case=Nom 3 flat I-PER
. PUNCT $. _ 2 punct O

Zehn NUM CARD NumType=Card 2 nummod O
Soldaten NOUN NN Case=Nom 3 nsubj O
starben VERB VVFIN Tense=Past 0 ROOT O
. PUNCT $. _ 3 punct O
"""


def sentence(block: str) -> Sentence:
    rows = [line.split(" ") for line in block.splitlines()]
    heads = [index if row[4] == "0" else int(row[4]) - 1 for index, row in enumerate(rows)]
    return Sentence(
        words=[row[0] for row in rows],
        spaces=[row[0] not in (".", rows[-2][0]) for row in rows],
        upos=[row[1] for row in rows],
        xpos=[row[2] for row in rows],
        feats=[row[3] for row in rows],
        lemmas=[row[0] for row in rows],
        heads=list(heads),
        deps=[row[5] for row in rows],
        names=[row[6] for row in rows],
        kind="own",
    )


def sentences() -> list[Sentence]:
    """Ten, made anew on each call: the five above, twice."""
    return [sentence(block) for block in TEXT.strip().split("\n\n") * 2]
