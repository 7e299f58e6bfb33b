"""The training command line: steps in order, what is missing is said, sources are named."""

import re
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from claims.extraction.training import __main__ as cli
from claims.extraction.training import conllu, steps

COMMON = ["--work", "w"]


def parsed(*arguments):
    return cli.parser().parse_args([*arguments])


def test_every_step_of_the_recipe_is_a_command():
    names = [step.name for step in steps.STEPS]
    assert names == ["vocabulary", "teach", "silver", "again", "export", "forms", "lemmas", "student"]
    for name in names:
        assert parsed(name, *COMMON).step == name


def test_steps_that_train_have_a_number_of_updates():
    assert parsed("teach", *COMMON).steps == 1600
    assert parsed("student", *COMMON, "--steps", "7").steps == 7


def test_the_student_takes_files_of_silver():
    a = parsed("student", *COMMON, "--silver", "a.jsonl", "b.jsonl", "--out", "m")
    assert a.silver == [Path("a.jsonl"), Path("b.jsonl")]
    assert a.out == Path("m")


def test_an_unknown_step_is_refused(capsys):
    with pytest.raises(SystemExit):
        parsed("dream", *COMMON)
    assert "dream" in capsys.readouterr().err


def test_a_step_without_pytorch_says_what_to_install(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(cli, "find_spec", lambda name: None)
    assert cli.main(["teach", "--work", str(tmp_path), "--base", "x"]) == 2
    assert "claimtrack[train]" in capsys.readouterr().err


def test_a_step_without_the_base_says_which_option(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(cli, "find_spec", lambda name: name)
    assert cli.main(["teach", "--work", str(tmp_path)]) == 2
    assert "--base" in capsys.readouterr().err


def recorded(monkeypatch, tmp_path, done=()):
    """Steps that only write down that they ran, and what `all` then returns."""
    ran = []

    def step(name):
        return steps.Step(name, "", lambda a: ran.append((name, a.steps)), lambda a: a.work / name, updates=5)

    monkeypatch.setattr(cli, "STEPS", [step("one"), step("two")])

    def evaluated(arguments):
        ran.append(("evaluate", arguments[3]))
        return 1

    monkeypatch.setattr(cli, "evaluated", evaluated)
    for name in done:
        (tmp_path / name).touch()
    return ran


def test_all_skips_what_is_there(monkeypatch, tmp_path):
    ran = recorded(monkeypatch, tmp_path, done=["one"])
    code = cli.main(["all", "--work", str(tmp_path), "--models", "m"])
    assert ran == [("two", 5), ("evaluate", str(Path("m/accurate")))]
    assert code == 1


def test_all_by_force_does_everything(monkeypatch, tmp_path):
    ran = recorded(monkeypatch, tmp_path, done=["one"])
    cli.main(["all", "--work", str(tmp_path), "--force"])
    assert [name for name, _ in ran] == ["one", "two", "evaluate"]


def test_all_stops_where_something_is_missing(monkeypatch, tmp_path):
    monkeypatch.setattr(cli, "find_spec", lambda name: None)
    assert cli.main(["all", "--work", str(tmp_path)]) == 2


def test_sources_name_an_address_and_a_place_for_each_file(capsys):
    assert cli.main(["sources"]) == 0
    out = capsys.readouterr().out
    assert "https://github.com/UniversalDependencies/UD_German-GSD" in out
    assert "-> de_gsd-ud-dev.conllu.xz" in out


def test_every_file_that_the_corpora_read_has_a_source(capsys):
    """A file that a module names but `sources` does not would stop an outsider."""
    cli.main(["sources"])
    out = capsys.readouterr().out
    code = "".join(path.read_text() for path in Path(conllu.__file__).parent.glob("*.py"))
    named = set(re.findall(r'"([\w.-]+\.(?:xz|conll2003))"', code))
    assert len(named) > 8
    assert {name for name in named if name not in out} == set()


def test_the_help_needs_no_pytorch():
    before = set(sys.modules)
    cli.parser()
    assert "torch" not in set(sys.modules) - before


def test_the_step_that_names_its_result_differs_from_the_others():
    a = Namespace(work=Path("w"), models=Path("m"))
    made = [step.made(a) for step in steps.STEPS]
    assert len(set(made)) == len(made)
