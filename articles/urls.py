"""Addresses of batches and uploads."""

from django.urls import path

from articles import views

app_name = "articles"
urlpatterns = [
    path("batches/", views.batches, name="batches"),
    path("batches/new/", views.upload, name="upload"),
    path("batches/paste/", views.paste, name="paste"),
    path("batches/<int:pk>/", views.batch, name="batch"),
    path("batches/<int:pk>/retry/", views.batch_retry, name="batch_retry"),
    path("batches/<int:pk>/dates/", views.batch_dates, name="batch_dates"),
    path("batches/items/<int:pk>/retry/", views.item_retry, name="item_retry"),
    path("batches/items/<int:pk>/anyway/", views.item_anyway, name="item_anyway"),
    path("batches/articles/<int:pk>/date/", views.article_date, name="article_date"),
]
