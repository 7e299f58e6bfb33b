"""Addresses of topics, claims, changes and articles with their claims."""

from django.urls import URLPattern

app_name = "claims"
urlpatterns: list[URLPattern] = []
