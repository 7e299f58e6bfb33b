"""Names of rules for readers. In: codes of `claims.trails`. Out: words, in the page's language when they are shown."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

Words = dict[str, str | Promise]

# In the order in which they are told; "rule" stands for a line in no known form.
LABELS: Words = {
    "figure": gettext_lazy("Figure"),
    "noun": gettext_lazy("Counted"),
    "metric": gettext_lazy("Quantity"),
    "source": gettext_lazy("Source"),
    "who": gettext_lazy("Who answers"),
    "stance": gettext_lazy("Stance"),
    "event": gettext_lazy("Happened"),
    "place": gettext_lazy("Place"),
    "said": gettext_lazy("Said"),
    "rule": gettext_lazy("Rule"),
}
LEVELS: Words = {
    "likely": pgettext_lazy("confidence", "likely right"),
    "uncertain": pgettext_lazy("confidence", "uncertain"),
    "doubtful": pgettext_lazy("confidence", "doubtful"),
}
DOUBTS: Words = {
    "found": pgettext_lazy("doubt", "whether it is a claim"),
    "source": pgettext_lazy("doubt", "source"),
    "stance": pgettext_lazy("doubt", "stance"),
    "event": pgettext_lazy("doubt", "time of the event"),
    "metric": pgettext_lazy("doubt", "quantity"),
}
RULES: dict[str, Words] = {
    "figure": {
        "number": gettext_lazy("a number"),
        "range": gettext_lazy("a range, “from … to …”"),
        "or_more": gettext_lazy("open upward, “… or more”"),
        "several": gettext_lazy("a round number in words, “several hundred”"),
        "vague": gettext_lazy("a vague quantity, “dozens”"),
        "compound": gettext_lazy("a number inside a compound noun"),
    },
    "noun": {
        "listed": gettext_lazy("a noun of the lexicon"),
        "unlisted": gettext_lazy("a noun that the lexicon does not know"),
        "context": gettext_lazy("no noun beside the figure; taken from the context"),
    },
    "metric": {
        "noun": gettext_lazy("by the counted noun"),
        "words": gettext_lazy("by verbs and nouns around the figure"),
        "story": gettext_lazy("by what the article is about"),
        "none": gettext_lazy("nothing tells; kept as “other”"),
    },
    "source": {
        "own": gettext_lazy("nobody is named: the article’s own voice"),
        "alone": gettext_lazy("source and verb in the same clause"),
        "clause": gettext_lazy("reported by the clause before it"),
        "inverted": gettext_lazy("reported by the clause after it"),
        "noun": gettext_lazy("reported by a noun, as “the view that”"),
        "gapping": gettext_lazy("second source of a shared verb"),
        "quotation": gettext_lazy("in a quotation"),
        "quotation-continued": gettext_lazy("carried over from the sentence before (quotation that goes on)"),
        "list": gettext_lazy("carried over (list below its source)"),
        "pointing-ahead": gettext_lazy("named just before it"),
        "pointing-back": gettext_lazy("named in the sentence after it"),
        "subjunctive": gettext_lazy("carried over from the sentence before (subjunctive)"),
        "hearsay": gettext_lazy("carried over from the sentence before (hearsay, “soll”)"),
        "linked": gettext_lazy("carried over from the sentence before (“demnach”)"),
    },
    "who": {
        "anaphora": gettext_lazy("named before, here by a noun"),
        "apposition": gettext_lazy("known institution beside a noun for it"),
        "bare": gettext_lazy("as written; belongs to nobody known"),
        "briefed": gettext_lazy("passes on what a service told"),
        "compound": gettext_lazy("country and institution in one word"),
        "entity": gettext_lazy("a name that the model recognised"),
        "expert": gettext_lazy("an expert, by the noun"),
        "former": gettext_lazy("a person who held the office before"),
        "head": gettext_lazy("as written, by its noun"),
        "home": gettext_lazy("institution of the country that the article is about"),
        "led": gettext_lazy("whoever leads the institution named before"),
        "local": gettext_lazy("institution of the place named in the article"),
        "metonymy": gettext_lazy("country or capital that stands for its government"),
        "office": gettext_lazy("office of a country"),
        "organ-of": gettext_lazy("body of an institution that answers for it"),
        "own-name": gettext_lazy("an institution’s own name"),
        "part": gettext_lazy("part of an institution that answers for it"),
        "person": gettext_lazy("a person without institution"),
        "person-of": gettext_lazy("a person, for the institution named beside"),
        "phrase": gettext_lazy("as written; no known institution"),
        "pronoun": gettext_lazy("named before, here by a pronoun"),
        "registry": gettext_lazy("institution of the register"),
        "relative": gettext_lazy("a person told by whose relative or companion it is"),
        "role": gettext_lazy("a person’s office"),
        "role-beside": gettext_lazy("a person, for the office named beside"),
        "seat": gettext_lazy("institution of the place where it has its seat"),
        "site": gettext_lazy("a website"),
        "speaker-of": gettext_lazy("speaker of an institution"),
        "state": gettext_lazy("institution of a state or canton"),
        "surname": gettext_lazy("named before, here by surname"),
        "text-of": gettext_lazy("whose text it is: a report, a draft"),
    },
    "stance": {
        "frame": gettext_lazy("by the reporting verb"),
        "words": gettext_lazy("by words of the sentence"),
        "plain": gettext_lazy("nothing but assertion"),
    },
    "event": {
        "thread": gettext_lazy("the day that the sentences before speak of"),
        "incident": gettext_lazy("the day of what the article reports"),
        "words": gettext_lazy("by words around"),
        "none": gettext_lazy("no day is told"),
    },
    "place": {
        "anaphor": gettext_lazy("named before, here by a word for it"),
        "adjective": gettext_lazy("adjective of a country or city"),
        "border": gettext_lazy("a border"),
        "city": gettext_lazy("city of the gazetteer"),
        "compound": gettext_lazy("inside a compound noun"),
        "country": gettext_lazy("country of the gazetteer"),
        "described": gettext_lazy("a place without a name of its own"),
        "facility": gettext_lazy("a building or site"),
        "generic": gettext_lazy("an unnamed place, as written"),
        "headed": gettext_lazy("a name beside a noun such as “province”"),
        "model": gettext_lazy("a name that the model recognised"),
        "region": gettext_lazy("region of the gazetteer"),
        "shape": gettext_lazy("a name by its form"),
        "words": gettext_lazy("by words of the sentence"),
    },
    "said": {
        "words": gettext_lazy("dated in the text"),
        "published": gettext_lazy("day of publication"),
        "unknown": gettext_lazy("no day is known"),
    },
}
# Not translated: the words are those of the article.
PREPOSITIONS = {
    "laut": "laut …",
    "nach-angaben": "nach Angaben …",
    "nach-eigenen-angaben": "nach eigenen Angaben",
    "so": "so …",
    "wie": "wie … berichtet",
    "zufolge": "… zufolge",
}
# The rules for dates by what they go by, the first that fits.
DATES: tuple[tuple[tuple[str, ...], Promise], ...] = (
    (("weekday", "night_to", "bare_weekend"), gettext_lazy("a weekday in the sentence")),
    (("told",), gettext_lazy("a word for a day told before, as “am Vortag”")),
    (("now", "present", "this", "soon"), gettext_lazy("a word for the present, as “derzeit”")),
    (
        ("relative", "tomorrow", "unit", "last", "ago", "ahead", "lasting", "nth"),
        gettext_lazy("counted from another day"),
    ),
    (("month", "part_month", "part_year", "season", "year", "decade"), gettext_lazy("a month, season or year")),
)
DATE = gettext_lazy("a date in the sentence")


def date_words(rule: str) -> Promise:
    """What a rule for dates goes by."""
    return next((words for starts, words in DATES if rule.startswith(starts)), DATE)
