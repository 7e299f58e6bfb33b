"""Addresses of topics, claims, changes and articles with their claims."""

from django.urls import path

from claims.views import (
    arrangements,
    arranging,
    articles,
    changes,
    chart,
    claim,
    compare,
    correction,
    export,
    feeds,
    home,
    revisions,
    saved,
    topics,
)

app_name = "claims"
urlpatterns = [
    path("", home.home, name="home"),
    path("topics/", topics.topic_list, name="topics"),
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
    path("claims/<int:pk>/history/", revisions.claim_history, name="claim_history"),
    path("changes/", changes.change_list, name="changes"),
    path("views/", saved.view_list, name="views"),
    path("views/new/", saved.view_save, name="view_save"),
    path("views/<int:pk>/", saved.view_change, name="view_change"),
    path("feeds/", feeds.feed_addresses, name="feeds"),
    path("feeds/changes.atom", feeds.changes_feed, name="changes_feed"),
    path("feeds/views/<int:pk>.atom", feeds.view_feed, name="view_feed"),
    path("articles/", articles.article_list, name="article_list"),
    path("articles/<int:pk>/", articles.article, name="article"),
]
