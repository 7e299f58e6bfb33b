"""Everybody's first upload: an archive with good, doubtful and broken things in it, read by real workers.

In: articles made up here. Out: what the pages tell an admin in English and German, and what an analyst may not see.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import violations
from tests.browser.newsroom import signed_in, upload, wait_until_read, zipped
from tests.installation import running

BRIDGE = """Drei Verletzte nach Brückensperrung in Aldersheim

Aldersheim, 3. März 2025. Nach der Sperrung der alten Talbrücke hat die Polizei am Montag von drei Verletzten
gesprochen. Die Feuerwehr teilte mit, dass rund 120 Anwohner ihre Häuser verlassen mussten. Die Stadt erklärte, der
Verkehr werde bis Ende der Woche über die Nordumgehung geleitet.
"""
STRIKE = """Warnstreik bei den Stadtwerken Lohfeld

Lohfeld, 4. März 2025. Die Gewerkschaft zählte am Dienstag 2.500 Streikende vor dem Rathaus. Die Stadtwerke sprachen
von höchstens 1.800 Teilnehmern. Ein Sprecher der Stadt sagte, die Versorgung mit Wasser und Strom sei gesichert.
"""
ENGLISH = """Bridge closed after inspection

The old bridge over the valley has been closed since Monday, the police said. The fire brigade told the residents of
the houses below that they would have to leave for at least a week, and the city asked drivers to take the northern
road until the engineers have finished their work.
"""
FLOOD = (
    "Nach dem Dauerregen ist die Lohe über die Ufer getreten. Die Feuerwehr teilte mit, dass 340 Menschen in "
    "Sicherheit gebracht wurden. Der Deutsche Wetterdienst erwartet für die kommenden Tage keinen Regen."
)
# Long enough to have copies: shorter texts are common phrases.
LONG_FLOOD = (
    f"{FLOOD} In der Turnhalle der Grundschule stehen Feldbetten für alle, die nicht bei Verwandten unterkommen. Die "
    "Stadt verteilt warme Mahlzeiten und trockene Kleidung. Das Wasserwerk rät, Leitungswasser bis auf Weiteres "
    "abzukochen."
)
FILES = {
    "bruecke.txt": BRIDGE.encode(),
    "streik.txt": STRIKE.encode(),
    "streik-nochmals.txt": STRIKE.encode(),
    "kaputt.json": b'{"text": "abgebrochen',
    "bridge.txt": ENGLISH.encode(),
    "setup.exe": b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00",
}
# State and reason of each, in both languages.
ENGLISH_ENDS = {
    "bruecke.txt": ("read", ""),
    "streik.txt": ("read", ""),
    "streik-nochmals.txt": ("already known", "The same text was here before."),
    "kaputt.json": ("failed", "This is no valid JSON. (1:10)"),
    "bridge.txt": ("skipped", "The article is in English, not in German."),
    "setup.exe": ("failed", "This format cannot be read. (.exe)"),
}
GERMAN_ENDS = {
    "bruecke.txt": ("gelesen", ""),
    "streik.txt": ("gelesen", ""),
    "streik-nochmals.txt": ("schon bekannt", "Derselbe Text war schon da."),
    "kaputt.json": ("fehlgeschlagen", "Das ist kein gültiges JSON. (1:10)"),
    "bridge.txt": ("übersprungen", "Der Artikel ist nicht auf Deutsch; erkannte Sprache: Englisch."),
    "setup.exe": ("fehlgeschlagen", "Dieses Format kann nicht gelesen werden. (.exe)"),
}

PASSWORD = "korrekt-pferd-batterie"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    with running(tmp_path_factory.mktemp("upload") / "home") as it:
        yield it


@pytest.fixture(scope="module")
def admin(browser, installation):
    with signed_in(browser, installation.url, "admin", installation.password) as page:
        yield page


@pytest.fixture(scope="module")
def batch(admin) -> str:
    """Bring the archive and watch it being read; return the batch's address."""
    upload(admin, "eingang.zip", zipped(FILES))
    wait_until_read(admin, len(FILES))
    return str(admin.url)


@pytest.fixture(scope="module")
def analyst(browser, admin, installation):
    """Somebody's page to whom the admin gave an account by the administration's pages."""
    admin.goto(f"{installation.url}admin/auth/user/add/")
    admin.get_by_label("Username:").fill("anna")
    admin.get_by_label("Password:").fill(PASSWORD)
    admin.get_by_label("Password confirmation:").fill(PASSWORD)
    admin.get_by_role("button", name="Save", exact=True).click()
    admin.locator("#id_groups_from").select_option(label="analyst")
    admin.locator("#id_groups_add").click()
    admin.get_by_role("button", name="Save", exact=True).click()
    with signed_in(browser, installation.url, "anna", PASSWORD) as page:
        yield page


def row_of(page: Page, name: str):
    return page.locator("table.items tbody tr", has_text=f"eingang.zip/{name}")


def ends(page: Page) -> dict[str, tuple[str, str]]:
    """Return what a batch's page tells of each item: its state and what happened."""
    rows = page.locator("table.items tbody tr").all()
    names = [row.locator(".where").first.inner_text().removeprefix("eingang.zip/") for row in rows]
    cells = [(row.locator(".badge").inner_text(), "".join(row.locator(".reason").all_inner_texts())) for row in rows]
    return dict(zip(names, cells, strict=True))


def test_every_item_tells_its_end_in_plain_words(admin, batch):
    admin.goto(batch)
    assert ends(admin) == ENGLISH_ENDS
    expect(row_of(admin, "bruecke.txt").locator("time")).to_have_attribute("datetime", re.compile("^2025-03-03"))


def test_so_it_does_in_german(admin, batch):
    admin.goto(batch)
    admin.get_by_role("button", name="DE", exact=True).click()
    expect(admin.locator("html")).to_have_attribute("lang", "de")
    told = ends(admin)
    words = admin.locator("#progress-words").inner_text()
    admin.get_by_role("button", name="EN", exact=True).click()
    expect(admin.locator("html")).to_have_attribute("lang", "en")
    assert told == GERMAN_ENDS
    assert words == "Fertig: 6 von 6"


def test_a_state_leads_to_its_items(admin, batch):
    admin.goto(batch)
    admin.get_by_role("link", name="2 failed").click()
    assert set(ends(admin)) == {"kaputt.json", "setup.exe"}
    admin.get_by_role("link", name="Show items in all states").click()
    assert len(ends(admin)) == len(FILES)


def test_only_what_may_come_right_can_be_tried_again(admin, batch, installation):
    admin.goto(batch)
    expect(admin.get_by_role("button", name="Try")).to_have_count(0)
    # As if the machine had failed to read its claims, which no article is known to bring about.
    with installation.database() as database:
        failed = "SET state = 'failed', reason = 'extraction', retryable = true WHERE name = 'eingang.zip/streik.txt'"
        assert database.execute(f"UPDATE articles_batchitem {failed}").rowcount == 1
    admin.reload()
    expect(admin.get_by_role("button", name="Try 1 failed item again")).to_be_visible()
    expect(admin.get_by_role("button", name="Try again")).to_have_count(1)
    row_of(admin, "streik.txt").get_by_role("button", name="Try again").click()
    expect(admin.locator(".message")).to_have_text("1 item is read again.")
    wait_until_read(admin, len(FILES))
    expect(row_of(admin, "streik.txt").locator(".badge")).to_have_text("read")
    expect(admin.get_by_role("button", name="Try")).to_have_count(0)


def test_a_pasted_article_is_read_with_what_was_said_of_it(admin, installation):
    admin.goto(f"{installation.url}batches/paste/")
    admin.get_by_label("Text").fill(" \n ")
    admin.get_by_role("button", name="Read this article").click()
    expect(admin.locator(".field .error")).to_have_text("There is no text in it.")
    admin.get_by_label("Title").fill("Hochwasser an der Lohe")
    admin.get_by_label("Outlet").fill("Lohfelder Bote")
    admin.get_by_label("Published").fill("2025-03-05")
    admin.get_by_label("Text").fill(FLOOD)
    admin.get_by_role("button", name="Read this article").click()
    wait_until_read(admin, 1)
    admin.get_by_role("link", name="Hochwasser an der Lohe").click()
    expect(admin.locator(".reading-outlet")).to_have_text("Lohfelder Bote")
    admin.locator(".reading mark a", has_text="340 Menschen").first.click()
    expect(admin.locator("#claim .claim-source").first).to_contain_text("Feuerwehr")
    expect(admin.locator("#claim .claim-value")).to_have_text("340")
    expect(admin.locator("#claim .facts")).to_contain_text("Mar 5, 2025")


def outcome_of(page: Page, name: str):
    return page.locator(".outcome").filter(has=page.get_by_text(name, exact=True))


def articles(installation):
    with installation.database() as database:
        return database.execute("SELECT count(*) FROM articles_article").fetchone()[0]


def test_a_look_first_tells_what_each_is_a_copy_of_and_stores_nothing(admin, batch, installation):
    copy, stored = LONG_FLOOD.replace("340", "310"), articles(installation)
    files = {"flut.txt": LONG_FLOOD, "flut-kopie.txt": copy, "streik.txt": STRIKE}
    admin.goto(f"{installation.url}batches/new/")
    admin.set_input_files(
        "#id_uploads",
        [{"name": name, "mimeType": "text/plain", "buffer": text.encode()} for name, text in files.items()],
    )
    admin.get_by_role("button", name="Look first").click()
    admin.wait_for_url("**/batches/look/**", timeout=60_000)
    expect(admin.locator(".look-sum")).to_contain_text("Nothing is stored yet. 3 articles were looked at")
    expect(outcome_of(admin, "streik.txt").locator(".badge")).to_have_text("already known")
    expect(outcome_of(admin, "streik.txt").get_by_role("link")).to_have_text("Warnstreik bei den Stadtwerken Lohfeld")
    expect(admin.locator(".outcomes")).to_contain_text(re.compile(r"Near copy, 9\d % the same as in this upload: flut"))
    expect(admin.locator(".look-sum")).to_contain_text("1 of them is a near copy of another article")
    assert violations(admin) == []
    admin.set_viewport_size({"width": 390, "height": 844})
    assert admin.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(admin) == []
    admin.get_by_role("button", name="DE", exact=True).click()
    expect(admin.locator(".look-sum")).to_contain_text("Noch ist nichts gespeichert.")
    expect(admin.locator(".outcomes")).to_contain_text(re.compile(r"Abdruck, hier zu 9\d % gleich mit: flut"))
    admin.get_by_role("button", name="EN", exact=True).click()
    admin.set_viewport_size({"width": 1280, "height": 720})
    admin.get_by_role("button", name="Throw away").click()
    expect(admin.locator(".message")).to_contain_text("nothing of them was stored")
    assert articles(installation) == stored


@pytest.mark.parametrize("path", ["batches/new/", "batches/paste/", "batches/", "batches/1/"])
def test_an_analyst_brings_nothing(analyst, batch, installation, path):
    answer = analyst.goto(f"{installation.url}{path}")
    assert answer.status == 403
    expect(analyst.get_by_role("heading", name="Not allowed")).to_be_visible()
    expect(analyst.get_by_role("navigation", name="Main").get_by_role("link", name="Topics")).to_be_visible()
    expect(analyst.get_by_role("link", name="Uploads")).to_have_count(0)
    analyst.get_by_role("link", name="To the start page").click()
    expect(analyst).to_have_url(installation.url)
