"""Addresses of batches and uploads."""

from django.urls import path

from articles.views import batches, bringing, dating, retrying

app_name = "articles"
urlpatterns = [
    path("batches/", batches.batches, name="batches"),
    path("batches/new/", bringing.upload, name="upload"),
    path("batches/paste/", bringing.paste, name="paste"),
    path("batches/<int:pk>/", batches.batch, name="batch"),
    path("batches/<int:pk>/retry/", retrying.batch_retry, name="batch_retry"),
    path("batches/<int:pk>/dates/", dating.batch_dates, name="batch_dates"),
    path("batches/items/<int:pk>/retry/", retrying.item_retry, name="item_retry"),
    path("batches/items/<int:pk>/anyway/", retrying.item_anyway, name="item_anyway"),
    path("batches/articles/<int:pk>/date/", dating.article_date, name="article_date"),
]
