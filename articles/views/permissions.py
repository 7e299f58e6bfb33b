"""Who may bring articles, who may look at what became of them, and who may take them away again."""

from __future__ import annotations

from django.contrib.auth.decorators import permission_required

brings = permission_required("articles.add_batch", raise_exception=True)
looks = permission_required(["articles.add_batch", "articles.view_batch"], raise_exception=True)
deletes = permission_required(["articles.add_batch", "articles.delete_batch"], raise_exception=True)
