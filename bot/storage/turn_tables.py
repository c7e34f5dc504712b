"""Tables of what people asked and what is to be sent: `turns`, `exchanges` (redacted), `outbox`."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from bot.storage.base import Moment, metadata

OPEN = ("accepted", "recorded")
"""States of a turn that is not done."""
NOBODY = ""
"""The executor of a turn whose process is dead."""
WAITING = ("waiting", "sending")
"""States of a message that is still to be sent."""

turns = Table(
    "turns",
    metadata,
    Column("id", String(512), primary_key=True),
    Column("conversation", String(512), nullable=False),
    Column("place", Integer, nullable=False),
    Column("channel", String(64), nullable=False),
    Column("person", String(64), nullable=False),
    Column("sealed", Text),
    Column("state", String(16), nullable=False),
    Column("executor", String(64), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("fault", String(64)),
    Column("received_at", Moment, nullable=False),
    Column("accepted_at", Moment, nullable=False),
    Column("recorded_at", Moment),
    Column("done_at", Moment),
    Column("outcome", String(16)),
    Column("reason", String(32)),
    Column("model", String(128)),
    Column("language", String(8)),
    Column("subject", String(64)),
    Column("resolved_at", Moment),
    Column("reopened_at", Moment),
    Column("handed_over_at", Moment),
    Column("handed_over_why", String(32)),
    Column("human_replied_at", Moment),
    UniqueConstraint("conversation", "place"),
)
"""`sealed` holds text, audience and where replies go, under the person's key; None once it was let go."""
_IS_OPEN = turns.c.state.in_(OPEN)
Index("ix_turns_open", turns.c.accepted_at, sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN)
Index("ix_turns_person", turns.c.person, turns.c.subject)

executors = Table(
    "executors",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("seen_at", Moment, nullable=False),
)
"""The processes that work on turns. `seen_at` is by the database's clock."""

exchanges = Table(
    "exchanges",
    metadata,
    Column("turn_id", String(512), ForeignKey(turns.c.id, ondelete="CASCADE"), primary_key=True),
    Column("conversation", String(512), nullable=False, index=True),
    Column("person", String(64), nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("asked", Text, nullable=False),
    Column("answered", Text, nullable=False),
    Column("is_unanswered", Integer, nullable=False),
)
"""Question and answer as redacted."""

outbox = Table(
    "outbox",
    metadata,
    Column("turn_id", String(512), ForeignKey(turns.c.id, ondelete="CASCADE"), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("channel", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("sealed", Text),
    Column("made_at", Moment, nullable=False, index=True),
    Column("sent_at", Moment),
    Column("message_id", String(512)),
)
"""State: waiting, sending, sent, unsure, undeliverable, withdrawn.

`sealed` is the outcome, under the person's key.
"""
