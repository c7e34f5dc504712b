"""Logs go where no program reads answers."""

import pytest

from bot.telemetry import log_fault


def test_a_fault_is_logged_beside_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    log_fault("turn failed", turn="turn-1", reference="7F3K", fault="ValueError")
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "7F3K" in printed.err
