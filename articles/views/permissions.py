"""Who may bring articles, and who may look at what became of them."""

from __future__ import annotations

from django.contrib.auth.decorators import permission_required

brings = permission_required("articles.add_batch", raise_exception=True)
looks = permission_required(["articles.add_batch", "articles.view_batch"], raise_exception=True)
