"""Logs of children stay short, and nothing of them is lost on the way."""

from claimtrack.services import journal


def test_a_long_log_is_moved_aside_while_its_writer_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr(journal, "LONGEST", 1000)
    it = journal.Journal(tmp_path / "web.log")
    with open(tmp_path / "web.log", "a") as writer:
        for turn in range(6):
            writer.write(f"[info     ] turn {turn} {'x' * 1100}\n")
            writer.flush()
            it.new_errors()
        writer.write("[error    ] after the cut\n")
        writer.flush()
        assert it.new_errors() == ["[error    ] after the cut"]
    assert (tmp_path / "web.log").read_text() == "[error    ] after the cut\n"
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert kept == ["web.log", "web.log.1", "web.log.2", "web.log.3"]
    assert "turn 5" in (tmp_path / "web.log.1").read_text()


def test_old_errors_are_not_told_again(tmp_path):
    (tmp_path / "web.log").write_text("[error    ] yesterday\n")
    assert journal.Journal(tmp_path / "web.log").new_errors() == []


def test_a_failed_query_is_left_to_the_process_that_sent_it(tmp_path):
    it = journal.Journal(tmp_path / "database.log")
    (tmp_path / "database.log").write_text("ERROR:  duplicate key value\nPANIC:  could not write to file\n")
    assert it.new_errors() == ["PANIC:  could not write to file"]
