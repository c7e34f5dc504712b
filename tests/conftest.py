"""What every test can ask for: real servers (`tests/servers/plugin.py`), the real embedding model."""

pytest_plugins = ("tests.servers.plugin", "tests.embedding", "pytester")
