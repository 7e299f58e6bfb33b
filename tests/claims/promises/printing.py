"""What goes on around editors: machines of other versions, corrected texts, articles thrown away and brought back."""

from __future__ import annotations

from io import StringIO

from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from articles import binning, purging
from articles.models import Article, Batch
from claims import hiding, sweeping
from claims.linking import relink_series
from tests import factories as make
from tests.claims.promises.book import Book, told
from tests.claims.promises.desk import ANY
from tests.claims.promises.names import difference
from tests.claims.promises.paper import bring, read
from tests.claims.test_registry_merging import state

UPKEEP = ("throw_away", "throw_away", "bring_back", "bring_back", "empty_bin", "relink")


class PrintingRules(RuleBasedStateMachine):
    """`self.book` is what stands beside the database; `self.unread` are articles whose new text nobody read yet."""

    book: Book
    editor: User
    unread: set[int]

    @precondition(lambda self: Article.objects.exists())
    @rule(which=ANY, mood=ANY)
    def read_anew(self, which: int, mood: int) -> None:
        articles = list(Article.objects.order_by("pk"))
        self.read(articles[which % len(articles)], mood)

    @rule(number=st.integers(0, 2), lines=st.permutations(range(6)), keep=st.integers(1, 5), figure=ANY, mood=ANY)
    def print_version(self, number: int, lines: list[int], keep: int, figure: int, mood: int) -> None:
        """A corrected text: claims go along with their words, and some are gone. What lay in the bin comes out."""
        article = bring(number, lines[:keep], figure % 4, figure % 3)
        if not article.items.exists():
            make.item(article)
        self.settle()
        now = told()
        for pk, said in self.book.now.items():
            if said["article"] == article.pk:
                said["quote"] = now[pk]["quote"]
        self.book.turn()
        self.unread.add(article.pk)
        if mood % 2:
            self.read(article, mood)

    def read(self, article: Article, mood: int) -> None:
        free = {pk for pk, said in self.book.now.items() if said["article"] == article.pk and not self.book.decided(pk)}
        assert read(article, mood)
        self.unread.discard(article.pk)
        self.book.turn(free)

    @rule(
        word=st.sampled_from(("throw_away", "throw_away", "bring_back", "bring_back", "empty_bin", "relink")), which=ANY
    )
    def about_the_bin(self, word: str, which: int) -> None:
        getattr(self, word)(which)

    def throw_away(self, which: int) -> None:
        """With its batch, into the bin."""
        batches = list(Batch.objects.order_by("pk"))
        if len(batches) > 1:
            assert binning.delete(batches[which % len(batches)].pk, self.editor, timezone.now())
            self.settle()
            self.book.turn()

    def bring_back(self, which: int) -> None:
        batches = list(Batch.everything.in_bin().order_by("pk"))
        if not batches:
            return
        assert binning.restore(batches[which % len(batches)].pk)
        self.settle()
        self.book.turn()

    def empty_bin(self, _: int) -> None:
        """For good: nothing is left of the articles, and nothing else is touched."""
        batches = list(Batch.everything.in_bin().order_by("pk"))
        if not batches:
            return
        hidden = Article.everything.exclude(hidden_at=None).filter(items__batch=batches[0])
        gone = set(hidden.values_list("pk", flat=True))
        assert purging.mark(batches[0].pk)
        purging.purge(batches[0].pk)
        self.settle()
        self.book.forget(gone)
        self.book.turn()

    def relink(self, _: int = 0) -> None:
        before = state()
        call_command("relink", stdout=StringIO())
        after = state()
        # What left a text is told as gone with the next linking of its article, at the latest when the text is read.
        assert self.unread or after == before, difference(before, after)
        self.book.turn()

    @staticmethod
    def settle() -> None:
        """What workers do after articles came and went."""
        while hiding.settle():
            continue
        relink_series(sweeping.series_to_clear())
