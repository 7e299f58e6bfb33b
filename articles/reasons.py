"""Every reason in plain words: what happened, and what can be done about it.

In: a reason's code and its detail. Out: a sentence in the reader's language.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from articles.records import Reason

SENTENCES: dict[str, Promise] = {
    Reason.EMPTY: gettext_lazy("There is no text in it."),
    Reason.TOO_SHORT: gettext_lazy("The text is too short to be an article."),
    Reason.TOO_LARGE: gettext_lazy("It is larger than a single article or collection may be."),
    Reason.TOO_MANY: gettext_lazy("It holds more articles than one file may bring; split it."),
    Reason.BINARY: gettext_lazy(
        "This is no text: the file is an image, a PDF or another binary format under a wrong name."
    ),
    Reason.UNSUPPORTED: gettext_lazy("This format cannot be read."),
    Reason.BAD_FRONT_MATTER: gettext_lazy(
        "The lines between the dashes at the top are no valid YAML; put values in quotes."
    ),
    Reason.BAD_JSON: gettext_lazy("This is no valid JSON."),
    Reason.BAD_TABLE: gettext_lazy("The table breaks off here: quotation marks or lines do not match."),
    Reason.BAD_ROW: gettext_lazy("This record is no object with named fields."),
    Reason.NO_TEXT_FIELD: gettext_lazy("No field holds the text; name it “text”, “body” or “Inhalt”."),
    Reason.NO_MAIN_TEXT: gettext_lazy("No main text was found on the page."),
    Reason.BAD_ARCHIVE: gettext_lazy("The archive or this member of it is damaged."),
    Reason.ENCRYPTED: gettext_lazy("It is protected by a password; send it without."),
    Reason.NESTED: gettext_lazy("Archives inside of archives are not opened; unpack it first."),
    Reason.BOMB: gettext_lazy("It would unpack to many times its size and was not opened."),
    Reason.UNSAFE_NAME: gettext_lazy("Its name points outside of the archive, so it was not opened."),
    Reason.NOT_A_FILE: gettext_lazy("It is a link or a device, not a file, and was not opened."),
    Reason.TRUNCATED: gettext_lazy("It breaks off before its end: it was not saved or sent whole."),
    Reason.BAD_DOCUMENT: gettext_lazy("It is damaged, or not of the format that its name says."),
    Reason.ENTITIES: gettext_lazy("It defines entities of its own, as attacks do, and was not read."),
    Reason.NO_PAGES: gettext_lazy("It holds no web page that was fetched with success."),
    Reason.SCANNED: gettext_lazy("Its pages are pictures without text; run text recognition over it first."),
    Reason.TOO_MANY_PAGES: gettext_lazy("It has more pages than an article may have; send the article alone."),
    Reason.TOO_MANY_COLUMNS: gettext_lazy("The table has more columns than can be meant."),
    Reason.SLOW: gettext_lazy("Reading it took too long and was ended."),
    Reason.BAD_ADDRESS: gettext_lazy(
        "This is no web address that can be fetched; it has to begin with http:// or https://."
    ),
    Reason.BLOCKED_ADDRESS: gettext_lazy("The address leads into an internal network and was not fetched."),
    Reason.NO_HOST: gettext_lazy("There is no server of this name."),
    Reason.UNREACHABLE: gettext_lazy("The server could not be reached."),
    Reason.TLS: gettext_lazy("The server could not prove its identity: its certificate is not valid."),
    Reason.REDIRECTS: gettext_lazy("The address leads on and on and never to a page."),
    Reason.TOO_SLOW: gettext_lazy("The server took too long to answer."),
    Reason.CUT_OFF: gettext_lazy("The server’s answer breaks off or cannot be understood."),
    Reason.NOT_FOUND: gettext_lazy("The server has no page at this address, or no longer."),
    Reason.FORBIDDEN: gettext_lazy("The server does not give this page to us, for instance because it needs a login."),
    Reason.BUSY: gettext_lazy("The server asks to be left alone for a while; try again later."),
    Reason.SERVER_ERROR: gettext_lazy("The server has a fault at the moment; try again later."),
    Reason.HTTP_STATUS: gettext_lazy("The server refused the request."),
    Reason.WRONG_TYPE: gettext_lazy("The address holds neither a web page nor a text or PDF."),
    Reason.ROBOTS: gettext_lazy("The site’s robots.txt asks programs not to fetch this page."),
    Reason.RESERVED: gettext_lazy("The publisher reserves the right of text and data mining."),
    Reason.LANGUAGE: gettext_lazy("The article is not in German."),
    Reason.COPY: gettext_lazy("The same text was here before."),
    Reason.INTERNAL: gettext_lazy(
        "Something went wrong on our side. Try again; if it stays, tell whoever runs the server."
    ),
    Reason.GAVE_UP: gettext_lazy("Reading it was tried several times and never came to an end."),
    Reason.NO_ROOM: gettext_lazy("The server’s disk is full; it goes on by itself once there is room."),
    Reason.FILES_GONE: gettext_lazy("The server does not find the uploaded file any more; send it again."),
    Reason.EXTRACTION: gettext_lazy("The article is stored, but its claims could not be read."),
    Reason.CANCELLED: gettext_lazy("The batch was cancelled before it was read."),
    Reason.ARTICLE_GONE: gettext_lazy("The article was deleted before its claims were read."),
}


def sentence(code: str, detail: str = "") -> str:
    """Return what a reason means, with its detail; an unknown code stands for itself."""
    if code == Reason.LANGUAGE and detail:
        return _("The article is in %(language)s, not in German.") % {"language": language_name(detail)}
    words = str(SENTENCES.get(code, code))
    return f"{words} ({detail})" if detail else words


def language_name(code: str) -> str:
    """Return a language's name in the reader's language, or its code."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
