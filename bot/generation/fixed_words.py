"""Words around an answer: refusals without evidence, the apology, references, the note on the language."""

import hashlib
import re
from datetime import datetime, timedelta

from bot.catalogue import LANGUAGES, SOURCE_LANGUAGE, spoken
from bot.generation.parts import NoAnswer
from bot.generation.voice import Voice

_REFERENCE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_GERMAN = re.compile(
    r"[äöüß]|\b(?:der|die|das|und|ist|nicht|ich|sie|wo|wann|warum|wie|bitte|mein|meine|bestellung|auftrag|für|mit)\b",
    re.I,
)


def refusal(v: Voice, reason: str, until: datetime | None = None) -> str:
    """Return why a message is not answered, and the way on; `until` is when it is worth asking again."""
    match reason:
        case "empty":
            return v.say("I received an empty message. What would you like to know?")
        case "too_long":
            return v.say("Your message is too long for me. Please ask in a few sentences.")
        case "suspicious":
            refused = v.say("Your message reads like instructions to a program, and I found no answer to it.")
            way_on = v.say("Please ask plainly about an order, a delivery, a product or our terms.")
            person = v.say("Say “a person, please” to reach customer service.")
            return f"{refused} {way_on} {person}"
        case "orders_down":
            refused = v.say("I cannot look at orders at the moment.")
            way_on = v.say("Please ask again in a few minutes.")
            return f"{refused} {way_on}"
        case "wait":
            refused = v.say("That did not match several times.")
            again = v.say("Please try again after {time}.", time=_clock(v, until)) if until else ""
            return f"{refused} {again}".strip()
        case "too_many":
            refused = v.say("You have asked very much in a short time.")
            again = v.say("Please ask again after {time}.", time=_when(v, until)) if until else ""
            return f"{refused} {again}".strip()
        case "paused":
            refused = v.say("I am paused at the moment and answer nothing here.")
            way_on = v.say("Please ask a person, or try again later.")
            return f"{refused} {way_on}"
        case "not_in_pilot":
            refused = v.say("I am being tried out and do not answer here yet.")
            way_on = v.say("Please ask a person.")
            return f"{refused} {way_on}"
        case "who_unknown":
            refused = v.say(
                "I cannot check at the moment who you are, so I answer nothing that is not public."
            )
            way_on = v.say("Please ask again in a few minutes.")
            return f"{refused} {way_on}"
        case _:
            refused = v.say("I cannot answer this message.")
            way_on = v.say("Please ask about an order, a delivery, a product or our terms.")
            return f"{refused} {way_on}"


def _clock(v: Voice, until: datetime) -> str:
    return f"{until.astimezone(v.zone):%H:%M:%S}"


def _when(v: Voice, until: datetime) -> str:
    """Say the next full minute, with the day when that is not today."""
    minute = until + timedelta(seconds=-until.timestamp() % 60)
    if v.local_day(minute) == v.local_day(v.now):
        return v.time(minute)
    return f"{v.day(minute)}, {v.time(minute)}"


def apology(v: Voice, reference: str, reason: str = "fault") -> str:
    """Return the words for a turn that failed; "unsure" is an answer of which nobody knows if it arrived."""
    if reason == "unsure":
        sentences = (
            v.say("My answer may not have reached you."),
            v.say("If you do not see it, please ask again."),
            v.say("Reference {reference}.", reference=reference),
        )
        return " ".join(sentences)
    sentences = (
        v.say("I could not answer: something on our side failed."),
        v.say("Please ask again in a few minutes."),
        v.say("Reference {reference}.", reference=reference),
    )
    return " ".join(sentences)


def not_verified(v: Voice) -> str:
    sentences = (
        v.say("I cannot give you an answer I can vouch for."),
        v.say("Please ask in other words, or ask a person."),
    )
    return " ".join(sentences)


def reference_of(turn_id: str) -> str:
    """Return four letters that stand for a turn, for a person to quote: the same ones each time."""
    number = int.from_bytes(hashlib.sha256(turn_id.encode()).digest()[:4])
    letters = ""
    for _ in range(4):
        number, place = divmod(number, len(_REFERENCE_LETTERS))
        letters += _REFERENCE_LETTERS[place]
    return letters


def way_on(v: Voice, reason: str | None, turn_id: str) -> str:
    """Return what is added behind a checked answer: a reference to quote, the portal's address."""
    if reason == NoAnswer.UNAVAILABLE:
        return v.say("Reference {reference}.", reference=reference_of(turn_id))
    if reason == NoAnswer.NEEDS_PROOF and v.portal:
        return v.say("Portal: {address}", address=v.portal)
    return ""


def language_note(v: Voice, asked: str) -> str:
    """Say that the asker's language is none of ours; nothing when it is."""
    if spoken(asked) == asked or asked in LANGUAGES:
        return ""
    from babel import Locale

    name = Locale(SOURCE_LANGUAGE).languages.get(asked)
    if name is None:
        return v.say("I can answer in English and German only.")
    return v.say("I cannot answer in {language} yet, so this is in English.", language=name)


def guessed_language(text: str) -> str:
    """Guess between our languages when nothing has been understood of a text."""
    return "de" if len(_GERMAN.findall(text)) >= 2 else SOURCE_LANGUAGE
