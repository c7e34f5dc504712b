"""Every table of the record. A new one is named here, or its migration is not found to be missing."""

from bot.storage.audit import audit, checkpoints
from bot.storage.conversations import conversations
from bot.storage.hand_overs import hand_overs
from bot.storage.identities import identities
from bot.storage.judgements import approvals, feedback
from bot.storage.keys import data_keys, key_checks
from bot.storage.places import places
from bot.storage.switches import switches
from bot.storage.turn_tables import exchanges, executors, outbox, turns
from bot.storage.usage import counters, usage
from bot.storage.vault import vault

ALL = (
    data_keys,
    key_checks,
    identities,
    turns,
    exchanges,
    outbox,
    hand_overs,
    executors,
    conversations,
    vault,
    feedback,
    approvals,
    usage,
    counters,
    switches,
    places,
    audit,
    checkpoints,
)
"""In an order in which rows may be put back: what others name comes first."""
