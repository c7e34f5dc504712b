"""The few fixed words around an answer: alike in Slack and in Teams, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.catalogue import spoken, translations
from bot.domain import Stage


@dataclass(frozen=True, slots=True)
class ChannelWords:
    """`language` is any ISO 639-1 code; what we do not speak is said in English."""

    language: str = "en"

    def say(self, message: str, **values: str) -> str:
        return translations(spoken(self.language)).gettext(message).format(**values)

    def status(self, stage: Stage, subject: str = "") -> str:
        """Say what is done just now, to go on from a name: "Shipmate is reading S00042"."""
        match stage:
            case Stage.READING if subject:
                return self.say("is reading {subject} …", subject=subject)
            case Stage.READING:
                return self.say("is looking through orders and documents …")
            case Stage.WRITING:
                return self.say("is writing the answer …")
            case _:
                return self.say("is reading your question …")

    def status_line(self, stage: Stage, subject: str = "") -> str:
        """Say the same as a sentence of its own."""
        match stage:
            case Stage.READING if subject:
                return self.say("Reading {subject} …", subject=subject)
            case Stage.READING:
                return self.say("Looking through orders and documents …")
            case Stage.WRITING:
                return self.say("Writing the answer …")
            case _:
                return self.say("Reading your question …")

    def show_evidence(self) -> str:
        return self.say("Show evidence")

    def hide_evidence(self) -> str:
        return self.say("Hide evidence")

    def evidence(self) -> str:
        return self.say("Evidence")

    def not_used(self) -> str:
        return self.say("read, not used")

    def nothing_read(self) -> str:
        return self.say("Nothing was read for this answer.")

    def share(self) -> str:
        return self.say("Share with everyone")

    def shared(self) -> str:
        return self.say("Shared in the thread. Names and other personal details were left out.")

    def cannot_share(self) -> str:
        return self.say(
            "This cannot be shared there: only who asked may share it, and never where guests read along."
        )

    def ask_directly(self) -> str:
        return self.say("Answer me directly")

    def narrowed(self) -> str:
        return self.say("This holds only what everybody here may see.")

    def nothing_here(self) -> str:
        return self.say(
            "People from outside read along here, so I say nothing about orders. "
            "Ask me directly, or press the button."
        )

    def answered_directly(self) -> str:
        return self.say("I answer you in our direct messages.")

    def pointer(self) -> str:
        return self.say("I answered this in a direct message, since not everybody here may see it.")

    def ask_person(self) -> str:
        return self.say("Ask a person")

    def a_person_please(self) -> str:
        """Say what pressing that button says in somebody's name."""
        return self.say("I would like to talk to a person, please.")

    def passed_on(self) -> str:
        return self.say("I pass this to a person. Who has it follows as a message.")

    def taken_by(self, name: str) -> str:
        return self.say("{name} has your question now.", name=name)

    def answered_by(self, name: str) -> str:
        return self.say(
            "{name} has answered your question. If it is still open, please ask again.", name=name
        )

    def notice_title(self, topic: str) -> str:
        return self.say("A question for you: {topic}", topic=self.topic(topic))

    def topic(self, topic: str) -> str:
        return {
            "supplier_dispute": self.say("supplier"),
            "quality_hold": self.say("quality hold"),
            "credit": self.say("credit"),
            "order_release": self.say("order release"),
            "damage": self.say("damage"),
            "return": self.say("return"),
            "contract": self.say("contract"),
            "files": self.say("a file or picture"),
        }.get(topic, self.say("general"))

    def reference(self, reference: str) -> str:
        return self.say("Reference {reference}.", reference=reference)

    def take_it(self) -> str:
        return self.say("I take it")

    def is_answered(self) -> str:
        return self.say("Answered")

    def waiting_title(self) -> str:
        return self.say("Questions that wait for you")

    def who_may_take(self) -> str:
        return self.say("Only colleagues with an account of their own in Odoo can take a question.")

    def state(self, state: str, who: str, reference: str) -> str:
        """Say who has a question that was passed on, and what became of it."""
        match state:
            case "taken":
                return self.say(
                    "Somebody of {who} has it. Reference {reference}.", who=who, reference=reference
                )
            case "answered":
                return self.say("{who} answered it. Reference {reference}.", who=who, reference=reference)
            case "withdrawn":
                return self.say("The question was taken back. Reference {reference}.", reference=reference)
            case "undelivered":
                return self.say(
                    "I could not tell {who} of it yet. Reference {reference}.", who=who, reference=reference
                )
            case _:
                return self.say("It waits at {who}. Reference {reference}.", who=who, reference=reference)

    def draft_update(self) -> str:
        return self.say("Draft customer update")

    def no_drafts_yet(self) -> str:
        return self.say("I cannot draft customer updates yet. Please write it yourself, or ask a person.")

    def refresh(self) -> str:
        return self.say("Refresh")

    def open_in_odoo(self) -> str:
        return self.say("Open in Odoo")

    def asked(self) -> str:
        return self.say("I am looking.")

    def no_longer_kept(self) -> str:
        return self.say("This answer is no longer kept. Please ask again.")

    def not_for_you(self) -> str:
        return self.say("Only who asked may open this. Please ask me yourself.")

    def unknown_button(self) -> str:
        return self.say("I do not know this button any more. Please ask again.")

    def type_an_order(self) -> str:
        return self.say("Type an order number, for example S00042.")

    def nothing_found(self) -> str:
        return self.say("I found no such order among those you may see.")

    def as_of(self, time: str) -> str:
        return self.say("as of {time}", time=time)

    def and_more(self, number: int) -> str:
        return self.say("… and {number} more", number=str(number))

    def helpful(self) -> str:
        return self.say("Helpful")

    def not_helpful(self) -> str:
        return self.say("Not helpful")

    def why_not_helpful(self) -> str:
        return self.say("What was wrong?")

    def reasons(self) -> Mapping[str, str]:
        """Return the reasons somebody may choose, by their code."""
        return {
            "wrong": self.say("A fact is wrong"),
            "outdated": self.say("It is out of date"),
            "missing": self.say("Something is missing"),
            "not_understood": self.say("It did not understand me"),
            "unclear": self.say("It is hard to read"),
        }

    def in_your_words(self) -> str:
        return self.say("In your words")

    def send(self) -> str:
        return self.say("Send")

    def close(self) -> str:
        return self.say("Close")

    def shipments(self) -> str:
        return self.say("Shipments")

    def milestone(self, state: str) -> str:
        return {"done": self.say("done"), "late": self.say("late")}.get(state, self.say("open"))

    def hello(self) -> str:
        return self.say(
            "I am Shipmate, a program that answers questions about orders, deliveries and our rules."
        )

    def how(self) -> str:
        return self.say(
            "I read Odoo and the company's documents at the moment you ask, and say where each fact is from."
        )

    def what_is_kept(self) -> str:
        return self.say(
            "What you write is kept for a limited time, so that a person can see what was asked. Names and "
            "addresses are hidden from the language model. I never change anything in Odoo."
        )

    def abilities(self, kind: str, roles: frozenset[str]) -> tuple[str, ...]:
        """Say what it can do for somebody, by what they may see."""
        if kind != "staff":
            return (
                self.say("Public information: cut-off times, carriers, returns, terms."),
                self.say("For more I have to know you: ask an administrator to link your account to Odoo."),
            )
        lines = [
            self.say("Where an order stands, why it waits, and what comes next."),
            self.say("Cut-off times, procedures and other rules, with the place in the document."),
        ]
        if "warehouse" in roles:
            lines.append(self.say("Which orders wait for a purchase or a product."))
        if roles - {"warehouse"}:
            lines.append(self.say("Late orders, and what a customer's contract says."))
        lines.append(self.say("What a person has to decide I pass on, and say who has it."))
        return tuple(lines)

    def prompts(self, kind: str, roles: frozenset[str]) -> tuple[str, ...]:
        """Return up to four questions to begin with."""
        if kind != "staff":
            return (self.say("What is the cut-off for DHL Express?"), self.say("How do returns work?"))
        if roles and roles <= {"warehouse"}:
            return (
                self.say("What is the cut-off for DHL Express?"),
                self.say("A pallet arrived damaged, what now?"),
                self.say("Which orders are ready but not picked?"),
                self.say("Which orders wait for stock?"),
            )
        return (
            self.say("Which orders are late?"),
            self.say("Which orders wait for stock?"),
            self.say("What is the cut-off for DHL Express?"),
            self.say("How do returns work?"),
        )

    def prompts_title(self) -> str:
        return self.say("Try one of these")

    def can_do_title(self) -> str:
        return self.say("What I can do for you")

    def kept_title(self) -> str:
        return self.say("What I keep")
