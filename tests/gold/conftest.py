"""What is measured here is what ships: the rules on the default model."""

import pytest

from claims.extraction import model


@pytest.fixture(autouse=True)
def the_shipped_model(monkeypatch):
    monkeypatch.setenv("CLAIMTRACK_MODEL", model.DEFAULT)
