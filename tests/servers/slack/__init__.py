"""A Slack of our own for tests: it plays Slack's Web API, its events and Socket Mode, and people in it."""

from tests.servers.slack.peer import Delivery, SlackPeer, running_slack
from tests.servers.slack.world import BOT, TEAM, Person, World

__all__ = ["BOT", "TEAM", "Delivery", "Person", "SlackPeer", "World", "running_slack"]
