"""Whether the parts that this process needs are well."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse


@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 where the web server itself is up."""
    return JsonResponse({"ok": True})
