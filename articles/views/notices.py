"""How a user hears of finished batches: the page for it, and the feed behind its key."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import User
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html_join
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_http_methods

from articles.models import Batch, Notices
from articles.models.notices import new_token
from articles.reporting import Report, reports_of
from articles.views.permissions import looks

if TYPE_CHECKING:
    from datetime import datetime

    FeedOfBatches = Feed[tuple[Batch, Report], str]
else:
    FeedOfBatches = Feed

TOKEN = re.compile(r"[\w-]{20,64}", re.ASCII)
ENTRIES = 50


@looks
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """Show what the user set; switch e-mails (`mail`: on or off), make an address of the feed, or take it away."""
    user = cast(User, request.user)
    if request.method == "POST":
        change(user, request.POST.get("mail", ""), make="make" in request.POST, revoke="revoke" in request.POST)
        messages.success(request, _("Saved."))
        return redirect("articles:notices")
    found = Notices.objects.filter(user=user).first()
    token = found.token if found else None
    address = f"{reverse('articles:batches_feed')}?{urlencode({'lang': get_language() or 'en', 'token': token})}"
    context = {
        "can_mail": settings.MAIL_CONFIGURED,
        "by_mail": bool(found and found.by_mail),
        "address": request.build_absolute_uri(address) if token else "",
    }
    return render(request, "articles/notices.html", context)


def change(user: User, mail: str, *, make: bool, revoke: bool) -> None:
    """Store what the user set."""
    values: dict[str, Any] = {}
    if mail in ("on", "off"):
        values["by_mail"] = mail == "on"
    if make or revoke:
        values["token"] = new_token() if make else None
    if values:
        Notices.objects.update_or_create(user=user, defaults=values)


class FinishedBatches(FeedOfBatches):
    """Entries say of each finished batch how many items were read and why others failed; no headlines."""

    feed_type = Atom1Feed
    author_name = "claimtrack"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer in the language that the address names."""
        asked = request.GET.get("lang", "")
        with override(asked if asked in dict(settings.LANGUAGES) else get_language()):
            response = super().__call__(request, *args, **kwargs)
        response["Cache-Control"] = "private, max-age=60"
        return response

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """Return the feed's own address; without the key of somebody who may look at batches there is nothing."""
        token = request.GET.get("token", "")
        key = Notices.objects.select_related("user").filter(token=token) if TOKEN.fullmatch(token) else None
        found = key.first() if key is not None else None
        if (
            found is None
            or not found.user.is_active
            or not found.user.has_perms(["articles.add_batch", "articles.view_batch"])
        ):
            raise Http404
        return request.get_full_path()

    def title(self, address: str) -> str:
        """Name the feed."""
        return f"claimtrack – {_('Finished batches')}"

    def link(self, address: str) -> str:
        """The page that shows the same."""
        return reverse("articles:batches")

    def feed_url(self, address: str) -> str:
        """The feed's own address."""
        return address

    def items(self, address: str) -> list[tuple[Batch, Report]]:
        """The batches that were finished last, the newest first. Two queries."""
        finished = list(Batch.objects.filter(finished_at__isnull=False).order_by("-finished_at", "-pk")[:ENTRIES])
        reports = reports_of([batch.pk for batch in finished])
        return [(batch, reports[batch.pk]) for batch in finished]

    def item_title(self, item: tuple[Batch, Report]) -> str:
        """The batch, and what became of it in half a line."""
        return f"{item[0].title} – {item[1].headline()}"

    def item_description(self, item: tuple[Batch, Report]) -> str:
        """The counts, and why items failed."""
        return format_html_join("", "<p>{}</p>", ((line,) for line in item[1].lines()))

    def item_link(self, item: tuple[Batch, Report]) -> str:
        """The batch's page."""
        return item[0].get_absolute_url()

    def item_guid(self, item: tuple[Batch, Report]) -> str:
        """The same for ever."""
        return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'claimtrack:batch:{item[0].pk}')}"

    def item_updateddate(self, item: tuple[Batch, Report]) -> datetime | None:
        """When it was finished, last."""
        return item[0].finished_at


batches_feed = login_not_required(conditional_page(FinishedBatches()))
