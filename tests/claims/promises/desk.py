"""Acts of editors upon claims: put right, judged, added, many at once, undone, taken back to a former version."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from articles.models import Article
from claims.corrections import correct
from claims.history import history
from claims.models import Claim, Step
from claims.reviewing.adding import add_claim
from claims.reviewing.choosing import found
from claims.reviewing.many import set_many
from claims.reviewing.queue import Wanted
from claims.reviewing.undoing import NotUndone, undo
from claims.revisions import restore
from tests.claims.promises.book import Book, same, told
from tests.claims.promises.expecting import as_printed_now, corrected, set_of_many, taken_back
from tests.claims.promises.paper import ABOUT, CLASSES, SOURCES, WHERE

ANY = st.integers(0, 10**6)
FIGURES = (Decimal(1600), Decimal(9000))


def put_right(said: dict[str, Any], text: str, field: int, value: int) -> dict[str, Any]:
    """One thing that an editor may set of a claim, by two numbers: of every kind of field."""
    figure, day = FIGURES[value % 2], date(2024, 10, 1 + value % 28)
    counts = said["kind"] == "count"
    lines = [line for line in text.splitlines() if line]
    choices: list[dict[str, Any]] = [
        {"value_low": figure, "value_high": figure + value % 3} if counts else {"stance": "confirms"},
        {"approx": "more_than", "metric": "planned", "unit": "Mann"} if counts else {"stance": "hedges"},
        {"source": (*SOURCES, "NATO", "")[value % 6], "speaker": "Sprecherin", "via": "Yonhap"},
        {"subject_actor": ABOUT[value % 3], "subject_class": CLASSES[value // 3 % 2]},
        {"places": [(WHERE[value % 3], "at"), (WHERE[value // 3 % 3], "at" if value % 2 else "to")][: value % 4]},
        {"reported_on": day, "event_from": day, "event_to": date(2024, 10, 28)},
        {"quote": lines[value % len(lines)]},
        {"kind": "statement", "stance": "denies"},
        {"kind": "count", "metric": "killed", "value_low": figure, "value_high": None, "approx": "more_than"},
        {"review": "accepted"},
        {"review": "rejected", "rejected_for": ("figure", "duplicate")[value % 2], "note": "doppelt"},
        {"source": SOURCES[value % 4], "review": "accepted", "note": "nachgefragt"},
    ]
    return choices[field % len(choices)]


class DeskRules(RuleBasedStateMachine):
    """What any editor does with claims. `self.book` is what stands beside the database."""

    book: Book
    editor: User

    @rule(which=ANY, field=ANY, value=ANY)
    def put_one_right(self, which: int, field: int, value: int) -> None:
        claim = self.claim(which)
        before = self.book.now[claim.pk]
        changes = put_right(before, self.text_of(claim), field, value)
        done = correct(claim.pk, claim.version, changes, self.editor)
        after = corrected(before, changes)
        assert (done.step is None) == same(before, after)
        self.book.turn(done={claim.pk: after} if done.step else {}, step=done.step)

    @rule(which=ANY, field=ANY, value=ANY)
    def add_one(self, which: int, field: int, value: int) -> None:
        article = self.article(which)
        before = {"kind": "count" if field % 2 else "statement"}
        values: dict[str, Any] = {"quote": article.text.splitlines()[value % len(article.text.splitlines())]}
        values |= {"kind": before["kind"], "subject_actor": ABOUT[value % 3], "subject_class": "Soldaten"}
        if field % 2:
            values |= {"value_low": FIGURES[0], "value_high": None, "metric": "deployed", "approx": "more_than"}
        done = add_claim(article.pk, values | {"source": SOURCES[value % 4]}, [(WHERE[value % 3], "at")], self.editor)
        now = told()[done.claim.pk]
        assert (now["kind"], now["quote"], now["review"]) == (values["kind"], values["quote"].strip(), "corrected")
        self.book.turn(done={done.claim.pk: now}, step=done.step)

    @rule(which=ANY, value=ANY)
    def set_many_at_once(self, which: int, value: int) -> None:
        kind = ("", "count", "statement")[which % 3]
        chosen = found(Wanted(kind=kind, doubtful=which % 5 == 0))
        changes: dict[str, Any] = (
            {"review": "accepted"},
            {"review": "rejected", "rejected_for": "no_claim"},
            {"source": (*SOURCES, "")[value % 5]},
            {"subject_actor": ABOUT[value % 3], "subject_class": CLASSES[value % 2]},
        )[value % 4]
        done = set_many(chosen.versions, changes, self.editor, chosen.versions)
        after = set_of_many(self.book.now, chosen.versions, changes)
        assert (done.claims, done.left) == (len(after), 0)
        self.book.turn(done=after, step=done.step)

    @precondition(lambda self: Step.objects.exists())
    @rule(which=ANY)
    def undo_an_act(self, which: int) -> None:
        """Any act: of one or of many claims, merges of names, and acts of undoing; also one that was undone before."""
        steps = list(Step.objects.order_by("-pk").values_list("pk", "undone"))
        number, undone_by = steps[which % min(len(steps), 8)]
        wanted = self.book.undone(number)
        after = {pk: as_printed_now(pk, self.book.now[pk], said) for pk, said in wanted.items()}
        try:
            with transaction.atomic():
                done = undo(number, self.editor)
        except NotUndone:
            assert undone_by or not after
            self.book.turn()
            return
        assert not undone_by
        if after:
            assert set(done.claims) == set(after)
        self.book.turn(done=after, step=done.step)

    @rule(which=ANY, version=ANY)
    def take_back(self, which: int, version: int) -> None:
        """To any former version, by whomever."""
        claim = self.claim(which)
        versions = history(claim.pk)
        event = versions[version % len(versions)].event
        then = self.book.then.get(event)
        assume(then is not None)
        assert then is not None
        after = taken_back(self.book, claim.pk, then)
        done = restore(claim.pk, claim.version, event, self.editor)
        if done.step is None:
            assert same(self.book.now[claim.pk], after)
        self.book.turn(done={claim.pk: after} if done.step else {}, step=done.step)

    @staticmethod
    def claim(which: int) -> Claim:
        claims = list(Claim.objects.visible().select_related("article", "gone__revision").order_by("pk"))
        assume(claims)
        return claims[which % len(claims)]

    @staticmethod
    def article(which: int) -> Article:
        articles = list(Article.objects.order_by("pk"))
        assume(articles)
        return articles[which % len(articles)]

    @staticmethod
    def text_of(claim: Claim) -> str:
        gone = getattr(claim, "gone", None)
        return gone.revision.text if gone else claim.article.text
