"""Changes as Atom feeds, behind a key instead of a login; and the page on which readers make and revoke that key.

The key stands in the query, since the log keeps paths and never queries.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import User
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext, override
from django.views.decorators.http import conditional_page, require_http_methods

from claims.exports import quotation
from claims.forms.filters import read_change_filters, read_filters
from claims.models import Change, FeedKey, SavedView, Topic
from claims.saving import new_feed_key, revoke_feed_key
from claims.templatetags.change_words import change_sentence
from claims.timeline.changes import ChangeFilters
from claims.timeline.feeding import changes_for_feed, changes_of_view
from claims.timeline.merged import end_of, ends_of
from claims.timeline.views import saved_views

if TYPE_CHECKING:
    FeedOfChanges = Feed[Change, "Told"]
else:
    FeedOfChanges = Feed

TOKEN = re.compile(r"[\w-]{20,64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Told:
    """What one feed is about."""

    title: str
    page: str
    changes: list[Change]
    address: str = ""


class ChangeFeed(FeedOfChanges):
    """Entries say who changed what from what to what, why that is a change, and where it stands."""

    feed_type = Atom1Feed
    author_name = "claimtrack"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer in the language that the address names."""
        asked = request.GET.get("lang", "")
        with override(asked if asked in dict(settings.LANGUAGES) else get_language()):
            response = super().__call__(request, *args, **kwargs)
        response["Cache-Control"] = "private, max-age=300"
        return response

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Told:
        """Return what the address asks for; without a valid key there is nothing."""
        user = key_holder(request)
        told = view_told(user, kwargs["pk"]) if "pk" in kwargs else changes_told(request.GET)
        return replace(told, address=request.get_full_path())

    def title(self, told: Told) -> str:
        """Name the feed."""
        return told.title

    def feed_url(self, told: Told) -> str:
        """The feed's own address."""
        return told.address

    def link(self, told: Told) -> str:
        """The page that shows the same."""
        return told.page

    def items(self, told: Told) -> list[Change]:
        """All entries, the last found first."""
        return told.changes

    def item_title(self, item: Change) -> str:
        """The change in one sentence."""
        return change_sentence(item)

    def item_description(self, item: Change) -> str:
        """Old and new, who and why, with a short quotation of the evidence."""
        return render_to_string("claims/_feed_entry.html", {"change": item, "evidence": quotation(item.claim)})

    def item_link(self, item: Change) -> str:
        """The claim that changed something."""
        return item.claim.get_absolute_url()

    def item_guid(self, item: Change) -> str:
        """The same for ever, also when the row is made anew."""
        key = f"claimtrack:change:{item.claim_id}:{item.previous_id or 0}:{item.what}"
        return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, key)}"

    def item_updateddate(self, item: Change) -> datetime:
        """When the change was found."""
        return item.added_at

    def item_categories(self, item: Change) -> list[str]:
        """The kind of change and the topic, for readers' own filters."""
        return [item.what, str(item.series.topic)]


changes_feed = view_feed = login_not_required(conditional_page(ChangeFeed()))


def key_holder(request: HttpRequest) -> User:
    """Return whose key the address holds; none, a revoked one, or a closed account's finds nothing."""
    token = request.GET.get("token", "")
    key = FeedKey.objects.select_related("user").filter(token=token) if TOKEN.fullmatch(token) else None
    found = key.first() if key is not None else None
    if found is None or not found.user.is_active:
        raise Http404
    return found.user


def changes_told(data: QueryDict) -> Told:
    """The list of changes under the filters of the address."""
    filters = standing(read_change_filters(data)[0])
    names = [str(topic) for topic in Topic.objects.filter(pk__in=filters.topics)]
    title = " – ".join(["claimtrack", gettext("Changes"), *names])
    return Told(title, f"{reverse('claims:changes')}?{filters.query()}".rstrip("?"), changes_for_feed(filters))


def standing(filters: ChangeFilters) -> ChangeFilters:
    """The filters with each topic that was merged replaced by the one that holds its claims now."""
    ends = ends_of(filters.topics) if filters.topics else {}
    return replace(filters, topics=frozenset(ends.get(pk, pk) for pk in filters.topics))


def view_told(user: User, pk: int) -> Told:
    """A saved view of the key's holder, and of nobody else."""
    view = get_object_or_404(SavedView.objects.select_related("topic"), pk=pk, user=user)
    asked = QueryDict(view.query)
    if view.topic is None:
        changes = changes_for_feed(standing(read_change_filters(asked)[0]))
    else:
        view.topic = end_of(view.topic)
        changes = changes_of_view(view, read_filters(asked)[0])
    return Told(f"claimtrack – {view.name}", view.get_absolute_url(), changes)


@require_http_methods(["GET", "HEAD", "POST"])
def feed_addresses(request: HttpRequest) -> HttpResponse:
    """Show the addresses of the reader's feeds; make a key (`make`) or take it away (`revoke`)."""
    assert isinstance(request.user, User)  # everybody is logged in
    filters = read_change_filters(request.GET)[0]
    if request.method == "POST":
        (revoke_feed_key if "revoke" in request.POST else new_feed_key)(request.user)
        return redirect(f"{reverse('claims:feeds')}?{filters.query()}".rstrip("?"))
    key = FeedKey.objects.filter(user=request.user).first()
    context = {
        "key": key,
        "filters": filters,
        "topics": Topic.objects.filter(pk__in=filters.topics),
        "addresses": _addresses(request, key, filters) if key else [],
    }
    return render(request, "claims/feeds.html", context)


def _addresses(request: HttpRequest, key: FeedKey, filters: ChangeFilters) -> list[tuple[str, str]]:
    """Name and address of each feed: what the reader came from, all changes, and each saved view."""
    secret = urlencode({"lang": get_language() or "en", "token": key.token})
    path = reverse("claims:changes_feed")
    found = [(gettext("What you were looking at"), f"{path}?{filters.query()}&{secret}")] if filters.any else []
    found.append((gettext("All changes"), f"{path}?{secret}"))
    found += [
        (view.name, f"{reverse('claims:view_feed', args=[view.pk])}?{secret}")
        for view in saved_views(request.user)  # type: ignore[arg-type]  # logged in, see above
    ]
    return [(name, request.build_absolute_uri(address)) for name, address in found]
