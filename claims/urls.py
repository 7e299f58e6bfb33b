"""Addresses of topics, claims, changes and articles with their claims."""

from django.urls import path

from claims.views import (
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
