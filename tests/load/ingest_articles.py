"""Made-up German articles for the benchmark of the intake: as text, as web pages, and as the files that hold them.

In: numbers; the same number makes the same article. Out: strings, and files on disk. Sentences are those of the demo
articles with other figures, so that cleaning and language see news German and no article is another's copy.
"""

from __future__ import annotations

import json
import random
import re
import zipfile
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import articles

DEMO = Path(articles.__file__).with_name("demo")
SENTENCE = re.compile(r"(?<=[.!?“])\s+(?=[A-ZÄÖÜ„])|\n+")
FIGURE = re.compile(r"(?<![\w.,])\d{2,5}(?:\.\d{3})*(?![\w.,]\d)")
CHARACTERS = 3000
FIRST_DAY = date(2023, 1, 1)
OUTLETS = 40

PAGE = """<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><title>{title} | {outlet}</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="{outlet}">
<meta property="og:type" content="article"><meta property="article:published_time" content="{day}T08:15:00+02:00">
<meta name="author" content="Redaktion"><link rel="canonical" href="https://{domain}/artikel/{number}">
<link rel="stylesheet" href="/stil.css"><script src="/seite.js"></script></head>
<body><header><nav><ul>{menu}</ul></nav></header>
<main><article><h1>{title}</h1><p class="meta">Stand: {german}</p>
{body}
</article><aside class="related"><h2>Mehr zum Thema</h2><ul>{teasers}</ul></aside></main>
<footer><p>© {outlet} – Impressum – Datenschutz – AGB</p></footer></body></html>
"""
SECTIONS = ("Start", "Politik", "Ausland", "Wirtschaft", "Sport", "Kultur", "Wissen", "Regional", "Wetter", "Abo")
MENU = "".join(f'<li><a href="/{name.lower()}/">{name}</a></li>' for name in SECTIONS)


@cache
def sentences() -> tuple[str, ...]:
    """All sentences of the demo articles that are long enough to be some."""
    texts = [path.read_text(encoding="utf-8").rpartition("---\n")[2] for path in sorted(DEMO.glob("[0-9]*.md"))]
    return tuple(found for text in texts for found in SENTENCE.split(text) if len(found.split()) > 5)


def article(number: int) -> dict[str, str]:
    """Return an article's title, day, outlet, address and text of some 3 kB, in paragraphs of three sentences."""
    chance = random.Random(number)
    told: list[str] = []
    while sum(map(len, told)) < CHARACTERS:
        told.append(FIGURE.sub(lambda _: str(chance.randint(10, 99_999)), chance.choice(sentences())))
    outlet = number % OUTLETS
    return {
        "title": f"Meldung {number}: {' '.join(told[0].split()[:7]).rstrip(',.:')}",
        "published": (FIRST_DAY + timedelta(days=number % 700)).isoformat(),
        "outlet": f"Lastbote {outlet}",
        "url": f"https://lastbote{outlet}.example/artikel/{number}",
        "text": "\n\n".join(" ".join(told[start : start + 3]) for start in range(0, len(told), 3)),
    }


def page(number: int) -> str:
    """Return the same article as a web page with menu, metadata and teasers of other articles."""
    found = article(number)
    title, day = found["title"], date.fromisoformat(found["published"])
    others = (f'<li><a href="/artikel/{number + n}">Meldung {number + n}: Weitere Zahlen</a></li>' for n in range(1, 6))
    return PAGE.format(
        title=title,
        outlet=found["outlet"],
        day=day.isoformat(),
        german=f"{day:%d.%m.%Y}, 8:15 Uhr",
        domain=f"lastbote{number % OUTLETS}.example",
        number=number,
        menu=MENU,
        teasers="".join(others),
        body="\n".join(f"<p>{part}</p>" for part in found["text"].split("\n\n")),
    )


def write_zip(path: Path, numbers: Iterable[int]) -> None:
    """Write a .zip of web pages."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in numbers:
            archive.writestr(f"seiten/{number % 100:02}/meldung-{number}.html", page(number))


def write_jsonl(path: Path, numbers: Iterable[int], *, pages: bool) -> None:
    """Write a .jsonl file whose records hold the web page, or title, day, outlet, address and text."""
    with path.open("w", encoding="utf-8") as file:
        for number in numbers:
            record = {"html": page(number)} if pages else article(number)
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
