"""When there is no answer: the reason, and the way on."""

from collections.abc import Sequence

from bot.domain import Action, Choice, Paragraph
from bot.generation.headlines import order_title, standing
from bot.generation.parts import Answer, NoAnswer, headline, items, paragraph
from bot.generation.voice import Voice
from retrieval.evidence import Choices, NotFound, OrderFacts, Unavailable
from retrieval.orders.source import NamedRecord
from retrieval.question import ABOUT_ONE_ORDER, Intent

MOST_CHOICES = 5


def needs_proof(v: Voice) -> Answer:
    """Ask for proof without a word on whether the order exists, the same after a wrong one."""
    sentences = (
        v.say(
            "For one order I need its full number and the postcode of the delivery address, as on the label."
        ),
        v.say("If you gave me both, they do not belong together."),
        v.say(
            "With the e-mail address of the order I also tell what is in it; the portal shows all the rest."
        ),
    )
    return Answer(paragraphs=paragraph(sentences), reason=NoAnswer.NEEDS_PROOF, action=Action.ASK_BACK)


def not_found(v: Voice, missing: Sequence[NotFound]) -> Answer:
    return Answer(
        paragraphs=tuple(part for item in missing for part in nothing_under(v, item)),
        reason=NoAnswer.NOT_FOUND,
    )


def nothing_under(v: Voice, item: NotFound) -> tuple[Paragraph, ...]:
    """Say it in the same words whether the thing exists or not."""
    spelled = item.reference.spelled or item.reference.value
    return (
        *headline(_nothing_under(v, item.reference.kind, spelled), item.id),
        *paragraph((_way_on(v, item.reference.kind),)),
    )


def _nothing_under(v: Voice, kind: str, spelled: str) -> str:
    if kind == "last" or not spelled:
        return v.say("I find no order of yours.")
    match kind:
        case "purchase":
            return v.say("I find no open purchase “{number}” that you may see.", number=spelled)
        case "sku":
            return v.say("I find no product “{number}” that you may see.", number=spelled)
        case _ if v.to_staff:
            return v.say("I find nothing under “{number}” that you may see.", number=spelled)
        case _:
            return v.say("I find nothing under “{number}” among your orders.", number=spelled)


def _way_on(v: Voice, kind: str) -> str:
    if kind in ("purchase", "sku"):
        return v.say("Please check the number.")
    if v.to_staff:
        return v.say(
            "Please check the number, or try the customer's own reference, a delivery, an invoice "
            "or a tracking number."
        )
    return v.say("Please check the number, or say “a person, please” to reach customer service.")


def choices(v: Voice, item: Choices) -> Answer:
    """Offer what the words may mean, five at most."""
    offered = tuple(_choice(v, option) for option in item.options[:MOST_CHOICES])
    question = v.say("“{words}” may mean several things. Which one do you mean?", words=item.spelled)
    if not item.spelled:
        question = v.say("Which one do you mean?")
    more = item.total - len(offered)
    return Answer(
        paragraphs=(
            *headline(question, item.id),
            *items((choice.label for choice in offered), item.id),
            *(paragraph((_more(v),)) if more > 0 else ()),
        ),
        reason=NoAnswer.AMBIGUOUS,
        action=Action.ASK_BACK,
        choices=offered,
    )


def _more(v: Voice) -> str:
    return v.say("There are more; a fuller name or number narrows it.")


def _choice(v: Voice, option: OrderFacts | NamedRecord) -> Choice:
    if isinstance(option, NamedRecord):
        label = f"{option.name} ({option.key})" if option.kind == "product" else option.name
        return Choice(label=label, say=option.name)
    label = f"{order_title(v, option.order)}: {standing(v, option)}"
    return Choice(label=label, say=option.order.number)


def unavailable(v: Voice, faults: Sequence[Unavailable], intent: Intent) -> tuple[Paragraph, ...]:
    """Say what cannot be seen just now, and what to do."""
    sources = {fault.source for fault in faults}
    parts = []
    if "orders" in sources:
        parts.append(_orders_down(v) if intent in ABOUT_ONE_ORDER else _look_up_down(v))
    if "documents" in sources:
        parts.append(v.say("The documents cannot be searched at the moment."))
    return headline(parts[0]) + (paragraph(parts[1:]) if parts[1:] else ()) if parts else ()


def _orders_down(v: Voice) -> str:
    if v.to_staff:
        return v.say(
            "{system} does not answer at the moment, so I cannot see the order itself.", system=v.system
        )
    return v.say("Our order system does not answer at the moment, so I cannot see the order itself.")


def _look_up_down(v: Voice) -> str:
    if v.to_staff:
        return v.say("{system} does not answer at the moment, so I cannot look that up.", system=v.system)
    return v.say("Our order system does not answer at the moment, so I cannot look that up.")


def try_again(v: Voice) -> tuple[Paragraph, ...]:
    return paragraph((v.say("I will not retry by myself; please ask again in a few minutes."),))


def nothing_found(v: Voice) -> Answer:
    way_on = (
        v.say("Try other words, or name the customer, carrier or product.")
        if v.to_staff
        else v.say("Try other words, or say “a person, please” to reach customer service.")
    )
    return Answer(
        paragraphs=(
            *headline(v.say("I found nothing about that in the documents I may use.")),
            *paragraph((way_on,)),
        ),
        reason=NoAnswer.NO_EVIDENCE,
    )


def no_contract(v: Voice, customer: str, ids: tuple[str, ...]) -> Answer:
    none = v.say("I found no contract of {customer} in the documents I may use.", customer=customer)
    way_on = v.say("Ask about our general terms, or ask the salesperson.")
    return Answer(paragraphs=(*headline(none, *ids), *paragraph((way_on,))), reason=NoAnswer.NO_EVIDENCE)


def which_one(v: Voice, intent: Intent) -> Answer:
    """Ask what the question is about: it named no order, product or customer."""
    if intent in (Intent.PRODUCT, Intent.WAITING_FOR):
        question = v.say("Which product or purchase do you mean? Please tell me its number or name.")
    elif intent is Intent.CUSTOMER:
        question = v.say("Which customer do you mean? Please tell me the name.")
    else:
        question = v.say("Which order do you mean? Please tell me its number or your reference for it.")
    return Answer(paragraphs=paragraph((question,)), reason=NoAnswer.NO_REFERENCE, action=Action.ASK_BACK)


def unknown_self(v: Voice) -> Answer:
    """Staff asked for "my" orders, and it is not known which those are."""
    return Answer(
        paragraphs=(
            *headline(
                v.say("I do not know which orders are yours: no salesperson is known for your account.")
            ),
            *paragraph((v.say("Name the customer, or ask for all orders."),)),
        ),
        reason=NoAnswer.UNKNOWN_SELF,
        action=Action.ASK_BACK,
    )
