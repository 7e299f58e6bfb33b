"""Acts that wait for a second editor, and readings that a later machine proposes: taken over, refused, withdrawn."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from claims.arranging import Refused
from claims.history import history
from claims.models import Actor, Claim, Place, Proposal, Step, Topic
from claims.proposing import decoded
from claims.reviewing import asking, deciding
from claims.reviewing.choosing import found
from claims.reviewing.deciding import NotDecided
from claims.reviewing.deeds import Deed
from claims.reviewing.queue import Wanted
from claims.reviewing.undoing import NotUndone
from tests.claims.promises.book import Book, Said, told
from tests.claims.promises.desk import ANY, DeskRules, put_right
from tests.claims.promises.expecting import as_printed_now, corrected, set_of_many, taken_back

Act = Proposal.Act


def a_deed(act: int, one: int, two: int) -> Deed:
    """Something to do to topics or names; no word of any claim changes by it."""
    models = (Topic, Actor, Place)
    topics, actors, places = (list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in models)
    rows = (topics, actors, places)[act % 3] or actors
    one, other = rows[one % len(rows)], rows[two % len(rows)]
    if rows is places:
        return Deed("rename_place", {"register": "place", "number": one, "name": f"Neuort {two % 5}"})
    if rows is topics:
        return Deed("merge_topics", {"number": one, "into_number": other})
    return Deed("merge_names", {"register": "actor", "number": one, "into": other, "topics": bool(two % 2)})


class AskingRules(RuleBasedStateMachine):
    """Until somebody else agrees nothing counts; then it is as if its author had done it."""

    book: Book
    editor: User
    second: User

    @precondition(lambda self: Claim.objects.visible().exists())
    @rule(act=ANY, which=ANY, value=ANY)
    def ask(self, act: int, which: int, value: int) -> None:
        claim = DeskRules.claim(which)
        said, chosen = self.book.now[claim.pk], found(Wanted())
        article, steps = claim.article, list(Step.objects.filter(undone=None).order_by("pk"))
        versions = history(claim.pk)
        text, first = DeskRules.text_of(claim), article.text.splitlines()[0]
        changes = put_right(said, text, act // 5, value)
        event = versions[value % len(versions)].event
        acts: list[Any] = [
            lambda: asking.propose(claim, claim.version, changes, self.editor),
            lambda: asking.propose_many(chosen, {"review": ("accepted", "rejected")[value % 2]}, self.editor),
            lambda: asking.propose_adding(article.pk, {"quote": first, "kind": "statement"}, [], self.editor),
            lambda: asking.propose_restoring(claim.pk, claim.version, event, self.editor),
            lambda: steps and asking.propose_undoing(steps[value % len(steps)].pk, self.editor),
            lambda: asking.propose_deed(a_deed(act // 6, which, value), self.editor),
        ]
        try:
            with transaction.atomic():
                acts[act % len(acts)]()
        except (NotUndone, Refused):
            pass
        self.book.turn()

    @precondition(lambda self: Proposal.objects.filter(state="open").exists())
    @rule(which=ANY, how=ANY)
    def decide(self, which: int, how: int) -> None:
        waiting = list(Proposal.objects.filter(state="open").order_by("pk"))
        row = waiting[which % len(waiting)]
        if how % 4 == 0:
            deciding.refuse(row.pk, self.second)
        elif how % 4 == 1 and row.user_id:
            deciding.withdraw(row.pk, self.editor)
        else:
            self.take(row)
            return
        self.book.turn()

    def take(self, row: Proposal) -> None:
        """Its author cannot; the second one can, if every claim is still as it was."""
        if row.user_id:
            with transaction.atomic():
                try:
                    deciding.take(row.pk, self.editor)
                except NotDecided:
                    pass
                else:
                    raise AssertionError("took one's own")
        before = set(self.book.now)
        after = self.wanted(row)
        try:
            with transaction.atomic():
                done = deciding.take(row.pk, self.second)
        except NotDecided:
            assert not after
            self.book.turn()
            return
        if row.act == Act.ADD:
            now = told()
            after = {pk: now[pk] for pk in set(now) - before}
            assert [said["review"] for said in after.values()] == ["corrected"]
        self.book.turn(done=after, step=done.step)

    def wanted(self, row: Proposal) -> dict[int, Said]:
        """What claims say once it is done; none where it cannot be done any more, or changes nothing."""
        now, values = self.book.now, decoded(row.values)
        if row.act == Act.MANY:
            seen = dict(zip(row.members, row.versions, strict=True))
            return set_of_many(now, [pk for pk in seen if pk in now and now[pk]["version"] == seen[pk]], values)
        if row.act == Act.UNDO:
            assert row.step_id
            return {pk: as_printed_now(pk, now[pk], said) for pk, said in self.book.undone(row.step_id).items()}
        if row.claim_id is None or now[row.claim_id]["version"] != row.version:
            return {}
        said = now[row.claim_id]
        if row.act == Act.RESTORE:
            after = taken_back(self.book, row.claim_id, self.book.then[row.event or 0])
        else:
            told = {"event_precision": said["event_precision"]} if row.run_id else {}
            after = corrected(said, told | values)
        return {row.claim_id: after} if {**after, "version": 0} != {**said, "version": 0} else {}
