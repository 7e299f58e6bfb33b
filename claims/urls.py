"""Addresses of topics, claims, changes and articles with their claims."""

from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from claims.registry.kinds import ACTORS, PLACES, Register
from claims.views import (
    adding,
    arrangements,
    arranging,
    articles,
    change_export,
    changes,
    chart,
    claim,
    comments,
    compare,
    correction,
    elsewhere,
    export,
    feeds,
    home,
    many,
    naming,
    offering,
    precision,
    proposals,
    registering,
    registry,
    renaming,
    rereading,
    restoring,
    review,
    revisions,
    saved,
    steps,
    topic_list,
    topics,
    undoing,
)

app_name = "claims"


def registry_of(of: Register) -> list[URLPattern]:
    """The addresses of actors or of places: `actors/`, `actors/7/merge/`, each name with the register's word in it."""
    word = of.word
    pages: list[tuple[str, Callable[..., HttpResponseBase], str]] = [
        ("", registry.row_list, f"{word}s"),
        ("names/", offering.row_names, f"{word}_names"),
        ("<int:pk>/", registry.row_page, word),
        ("<int:pk>/history/", registry.row_history, f"{word}_history"),
        ("<int:pk>/history/<int:event>/", restoring.row_restore, f"{word}_restore"),
        ("<int:pk>/edit/", registering.row_edit, f"{word}_edit"),
        ("<int:pk>/merge/", registering.row_merge, f"{word}_merge"),
        ("<int:pk>/names/", registering.alias_add, f"{word}_alias"),
        ("<int:pk>/names/<int:alias>/withdraw/", registering.alias_withdraw, f"{word}_alias_withdraw"),
    ]
    return [path(f"{word}s/{address}", view, {"of": of}, name=name) for address, view, name in pages]


urlpatterns = [
    path("", home.home, name="home"),
    path("topics/", topic_list.topic_list, name="topics"),
    path("topics/<int:pk>/<slug:slug>/", topics.topic, name="topic"),
    path("topics/<int:pk>/<slug:slug>/export.csv", export.topic_export, {"form": "csv"}, name="topic_export"),
    path("topics/<int:pk>/<slug:slug>/export.jsonl", export.topic_export, {"form": "jsonl"}, name="topic_export"),
    path("topics/<int:pk>/<slug:slug>/export.jsonld", export.topic_export, {"form": "jsonld"}, name="topic_export"),
    path("topics/<int:pk>/<slug:slug>/export.svg", chart.chart_export, {"form": "svg"}, name="chart_export"),
    path("topics/<int:pk>/<slug:slug>/chart.png", chart.chart_export, {"form": "png"}, name="chart_export"),
    path("topics/<int:pk>/<slug:slug>/compare/", compare.compare, name="compare"),
    path("topics/<int:pk>/<slug:slug>/arrange/", arranging.arrange, name="arrange"),
    path("arrange/topics/<int:pk>/name/", arranging.topic_name, name="topic_name"),
    path("arrange/topics/<int:pk>/merge/", arranging.topic_merge, name="topic_merge"),
    path("arrange/series/<int:pk>/name/", arranging.series_name, name="series_name"),
    path("arrange/series/<int:pk>/merge/", arranging.series_merge, name="series_merge"),
    path("arrange/series/<int:pk>/split/", arranging.series_split, name="series_split"),
    path("arrange/claims/<int:pk>/", arranging.claim_move, name="claim_move"),
    path("arrangements/", arrangements.arrangement_list, name="arrangements"),
    path("arrangements/<int:pk>/undo/", arrangements.arrangement_undo, name="arrangement_undo"),
    path("claims/<int:pk>/", claim.claim, name="claim"),
    path("claims/<int:pk>/edit/", correction.claim_edit, name="claim_edit"),
    path("claims/<int:pk>/undo/<int:step>/", undoing.claim_undo, name="claim_undo"),
    path("claims/<int:pk>/mentions/", elsewhere.mentions, name="mentions"),
    path("claims/<int:pk>/history/", revisions.claim_history, name="claim_history"),
    path("articles/<int:pk>/claims/new/", adding.claim_add, name="claim_add"),
    path("claims/<int:pk>/comments/", comments.comment, name="comment"),
    path("comments/<int:pk>/settle/", comments.settle, name="comment_settle"),
    path("review/", review.review_queue, name="review"),
    path("review/next/", review.review_next, name="review_next"),
    path("review/many/", many.set_many_claims, name="review_many"),
    path("review/<int:pk>/", review.review_claim, name="review_claim"),
    path("precision/", precision.precision_page, name="precision"),
    path("reread/", rereading.reread_page, name="reread"),
    path("reread/<int:pk>/stop/", rereading.reread_stop, name="reread_stop"),
    path("proposals/", proposals.proposal_list, name="proposals"),
    path("proposals/<int:pk>/", proposals.proposal_decide, name="proposal_decide"),
    path("corrections/", steps.step_list, name="steps"),
    path("corrections/<int:pk>/undo/", steps.step_undo, name="step_undo"),
    path("changes/", changes.change_list, name="changes"),
    path("changes/export.csv", change_export.change_export, {"form": "csv"}, name="change_export"),
    path("changes/export.jsonl", change_export.change_export, {"form": "jsonl"}, name="change_export"),
    path("views/", saved.view_list, name="views"),
    path("views/new/", saved.view_save, name="view_save"),
    path("views/<int:pk>/", saved.view_change, name="view_change"),
    path("feeds/", feeds.feed_addresses, name="feeds"),
    path("feeds/changes.atom", feeds.changes_feed, name="changes_feed"),
    path("feeds/views/<int:pk>.atom", feeds.view_feed, name="view_feed"),
    *registry_of(ACTORS),
    *registry_of(PLACES),
    path("places/<int:pk>/rename/", renaming.place_rename, name="place_rename"),
    path("names/proposed/", naming.name_proposals, name="name_proposals"),
    path("names/proposed/<int:pk>/", naming.name_decide, name="name_decide"),
    path("articles/", articles.article_list, name="article_list"),
    path("articles/<int:pk>/sentences/", elsewhere.article_copies, name="article_copies"),
    path("articles/<int:pk>/", articles.article, name="article"),
]
