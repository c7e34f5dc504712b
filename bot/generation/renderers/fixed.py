"""Fixed answers: what needs no look-up, and what only a person may do."""

from bot.domain import Action, Paragraph
from bot.generation.headlines import order_headline
from bot.generation.parts import Answer, NoAnswer, headline, items, paragraph
from bot.generation.quoting import Quoter
from bot.generation.renderers.documents import asked_for, query_of
from bot.generation.renderers.refusals import nothing_under
from bot.generation.renderers.why import of_purpose
from bot.generation.voice import Voice
from retrieval.evidence import AskEvidence, NotFound, OrderFacts
from retrieval.question import Intent


def fixed(v: Voice, intent: Intent) -> Answer:
    match intent:
        case Intent.GREETING:
            return _said(v.say("Hello."), v.say("What would you like to know?"))
        case Intent.THANKS:
            return _said(v.say("You are welcome."))
        case Intent.HELP:
            return _help(v)
        case Intent.ABUSE:
            return _said(
                v.say("I would like to help with the matter itself."),
                v.say("Tell me what it is about, or say “a person, please”."),
            )
        case Intent.HAND_OVER:
            return hand_over(v)
        case _:
            return _off_topic(v)


def _said(*sentences: str) -> Answer:
    return Answer(paragraphs=paragraph(sentences))


def _off_topic(v: Voice) -> Answer:
    return Answer(
        paragraphs=paragraph(
            (
                v.say("I cannot help with that."),
                v.say("I answer questions about orders, deliveries, products and our terms."),
            )
        ),
        reason=NoAnswer.OFF_TOPIC,
    )


def hand_over(v: Voice) -> Answer:
    who = v.say("a colleague") if v.to_staff else v.say("customer service")
    return Answer(
        paragraphs=(
            *headline(v.say("This is for a person: {who}.", who=who)),
            *paragraph(
                (
                    v.say("I cannot pass it on from here yet; please ask them directly."),
                    v.say("Nothing has been sent."),
                )
            ),
        ),
        reason=NoAnswer.HAND_OVER,
        action=Action.HAND_OVER,
    )


def commit(v: Voice, found: AskEvidence, quoter: Quoter) -> Answer:
    """Say plainly that nothing is done, who decides, where the order stands and which terms apply."""
    orders = [item for item in found.found if isinstance(item, OrderFacts)]
    missing = [item for item in found.found if isinstance(item, NotFound)]
    passages = (*asked_for(found), *of_purpose(found, "rule"))
    return Answer(
        paragraphs=(
            *headline(v.say("A person has to decide that; nothing has been changed yet.")),
            *paragraph((_who_decides(v),)),
            *(part for order in orders[:1] for part in _stands(v, order)),
            *(part for item in missing for part in nothing_under(v, item)),
            *quoter.quote(v, query_of(v, found), passages, most=2, sure=True),
        ),
        reason=NoAnswer.COMMIT,
    )


def _who_decides(v: Voice) -> str:
    if v.to_staff:
        return v.say("I can only look things up. Customer service or the team lead decides and enters it.")
    return v.say(
        "I can only look things up. Customer service can do it; say “a person, please” to reach them."
    )


def _stands(v: Voice, order: OrderFacts) -> tuple[Paragraph, ...]:
    standing = f"{order_headline(v, order)} {v.as_of(order.as_of)}."
    return paragraph((standing,), order.id)


def _help(v: Voice) -> Answer:
    if v.to_staff:
        rows = _for_staff(v)
    elif v.audience.is_public:
        rows = _for_the_public(v)
    else:
        rows = _for_customers(v)
    return Answer(
        paragraphs=(
            *headline(v.say("I look things up and say where each fact comes from. For example:")),
            *items(rows),
            *paragraph((v.say("I change nothing and promise nothing; people do that."),)),
        )
    )


def _for_staff(v: Voice) -> tuple[str, ...]:
    return (
        v.say("“Where is order …?”, “Why is it late?”, “When does the rest come?”"),
        v.say("“Which orders of my customers are late?”"),
        v.say("“Which orders wait for purchase …?”, “How many … are free?”"),
        v.say("“What does their contract say about late delivery?”"),
        v.say("“Cut-off for express parcels today?”, “A pallet arrived damaged, what now?”"),
    )


def _for_customers(v: Voice) -> tuple[str, ...]:
    return (
        v.say("“Where is my order?”, “When does the rest come?”"),
        v.say("“What is the tracking number?”"),
        v.say("“Which of my orders are late?”"),
        v.say("“Can I still change the address?”"),
        v.say("“I want to talk to a person.”"),
    )


def _for_the_public(v: Voice) -> tuple[str, ...]:
    return (
        v.say("“How do I return something?”, “How long does delivery take?”"),
        v.say("“Where is my order?”: signed in to the portal"),
        v.say("“I want to talk to a person.”"),
    )
