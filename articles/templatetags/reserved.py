"""What an article's page says of reservations of text and data mining."""

from __future__ import annotations

from django import template

from articles.models import Article
from articles.reserving import Mark, marks_of

register = template.Library()


@register.inclusion_tag("articles/_reservation.html")
def reservation(article: Article) -> dict[str, list[Mark]]:
    """Show each reservation of an article, and by which right it is used. Two queries."""
    return {"marks": marks_of(article.pk)}
