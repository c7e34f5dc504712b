"""A Bot Framework of our own for tests: an issuer of tokens, the connector's API, and people in Teams."""

from tests.servers.teams.issuer import Issuer
from tests.servers.teams.peer import TeamsPeer
from tests.servers.teams.service import running_teams
from tests.servers.teams.world import BOT, TENANT, Conversation, Person

__all__ = ["BOT", "TENANT", "Conversation", "Issuer", "Person", "TeamsPeer", "running_teams"]
