"""On the embedded default no command speaks to anything outside this machine."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.project.root import ROOT

_RUN = """
import json, socket, sys

def refuse(*arguments, **options):
    print("OUTSIDE", file=sys.stderr)
    raise OSError("no network in this test")

socket.getaddrinfo = socket.create_connection = socket.socket.connect = refuse
from bot.cli import main
sys.argv = ["shipmate", *json.loads(sys.argv[1])]
try:
    main()
finally:
    telemetry = sys.modules.get("haystack.telemetry._telemetry")
    if telemetry is not None and telemetry.telemetry is not None:
        print("TELEMETRY", file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "Where is S00101?", "--as", "staff"],
        ["search", "cut-off for DHL Express", "--as", "staff"],
        ["redact", "anna@firma.de"],
        ["doctor"],
    ],
    ids=lambda arguments: str(arguments[0]),
)
def test_a_command_opens_no_connection_and_reports_nothing(arguments: list[str], tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SHIPMATE_")}
    environment |= {"XDG_CACHE_HOME": str(tmp_path), "SHIPMATE_DOCUMENTS__EMBEDDINGS": "none"}
    environment |= {"HAYSTACK_TELEMETRY_ENABLED": "True", "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", _RUN, json.dumps(arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "OUTSIDE" not in done.stderr
    assert "TELEMETRY" not in done.stderr
    assert not (tmp_path / ".haystack").exists()
