"""Sources and counted things as a German sentence wants them."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from importlib.resources import files

import pytest

from claims.templatetags.grammar import Named, named, unit_words


@pytest.mark.parametrize(
    ("name", "text", "its"),
    [
        ("NIS", "der NIS", "seine"),
        ("NATO", "die NATO", "ihre"),
        ("Pentagon", "das Pentagon", "seine"),
        ("Regierung Ukraine", "die Regierung Ukraine", "ihre"),
        ("Verteidigungsministerium Südkorea", "das Verteidigungsministerium Südkorea", "seine"),
        ("Nationaler Sicherheitsrat der USA", "der Nationale Sicherheitsrat der USA", "seine"),
        ("russischer Sicherheitsrat", "der russische Sicherheitsrat", "seine"),
        ("Europäisches Parlament", "das Europäische Parlament", "seine"),
        ("Weißes Haus", "das Weiße Haus", "seine"),
        ("Bürgermeister", "der Bürgermeister", "seine"),
        ("Sabrina Singh", "Sabrina Singh", "die"),
        ("München ist bunt", "München ist bunt", "die"),
    ],
)
def test_one_source(name, text, its):
    assert named(name) == Named(text, plural=False, its=its)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Behörden", "die Behörden"),
        ("Veranstalter", "die Veranstalter"),
        ("westliche Geheimdienste", "westliche Geheimdienste"),
        ("Vereinte Nationen", "die Vereinten Nationen"),
        ("Fridays for Future", "Fridays for Future"),
    ],
)
def test_several_sources(name, text):
    assert named(name) == Named(text, plural=True, its="ihre")


def test_who_has_no_name_takes_no_definite_article():
    assert named("Beamter", unnamed=True).text == "ein Beamter"
    assert named("hochrangiger US-Militär", unnamed=True).text == "ein hochrangiger US-Militär"
    assert named("Berichte", unnamed=True) == Named("Berichte", plural=True, its="ihre")


@pytest.mark.parametrize(
    ("unit", "subject", "cls", "many"),
    [
        ("Soldat", "nordkoreanische Soldaten", "Soldaten", "Soldaten"),
        ("Bausoldat", "nordkoreanische Bausoldaten", "Soldaten", "Bausoldaten"),
        ("Mann", "nordkoreanische Soldaten", "Soldaten", "Mann"),
        ("Mann", "Männer", "Menschen", "Männer"),
        ("Toter", "Tote", "Opfer", "Tote"),
        ("Übungsplatz", "Übungsplätze", "", "Übungsplätze"),
        ("Euro", "Euro", "", "Euro"),
        ("Qubit", "etwas anderes", "", "Qubit"),
        ("", "Soldaten", "Soldaten", ""),
    ],
)
def test_what_is_counted(unit, subject, cls, many):
    assert unit_words(unit, subject, cls, Decimal(11000), Decimal(11000)) == many
    assert unit_words(unit, subject, cls, Decimal(1), None) == many
    assert unit_words(unit, subject, cls, Decimal(1), Decimal(1)) == unit


def test_no_name_has_two_articles():
    table = tomllib.loads(files("claims.templatetags").joinpath("german_names.toml").read_text(encoding="utf-8"))
    names = [name for kind in ("der", "die", "das", "plural") for name in table[kind]]
    assert len(names) == len(set(names)) > 70
    assert set(table["bare"]) <= set(table["plural"])
