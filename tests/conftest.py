"""What every test can ask for: real servers (`tests/servers/plugin.py`)."""

pytest_plugins = ("tests.servers.plugin", "pytester")
