"""Which language a message is in, from its everyday words."""

from collections.abc import Iterable

from retrieval.understanding.patterns import word_set
from retrieval.understanding.words import ENGLISH, GERMAN, VOCABULARY

_GERMAN_STEMS = (
    "adresse anschrift artikel auftr bestand bestell bezahlt ersatz erstattung fallig fehlt fragen geld "
    "geliefert geteilt grund insgesamt kunde lager liefer mensch mitarbeiter nummer offen paket rechnung "
    "reklamation sendung storn strafe teillieferung uberfallig ubersicht verfugbar verlauf versand versch "
    "versendet verspatet vertr verzogert vorratig warte zahlung zusammenfassung angebot"
)
_BOTH = word_set("status system standard document support information carton kontakt person express")
_GERMAN_TRADE = frozenset(word for word in VOCABULARY if word.startswith(tuple(_GERMAN_STEMS.split())))

_WORDS: dict[str, frozenset[str]] = {
    "en": ENGLISH | (VOCABULARY - _GERMAN_TRADE - _BOTH),
    "de": GERMAN | _GERMAN_TRADE,
    "fr": word_set("""
            le la les un une des du de et est ou quand pourquoi comment ma mon mes votre vous nous
            je il elle pas pour avec dans sur que qui quel quelle bonjour merci commande livraison
            facture colis ne suis ce cette avez etes sont au aux en retard livree livre
            """),
    "es": word_set("""
            el la los las un una de del y es esta donde cuando por que porque como mi mis su sus
            usted yo no para con en cual hola gracias pedido entrega factura paquete hay tengo ha
            llegado se lo retraso
            """),
    "it": word_set("""
            il lo la gli le un una di del della e dove quando perche come mio mia miei suo noi io
            non per con in che quale ciao grazie ordine consegna fattura pacco sono ho ancora mi
            arriva ritardo spedizione
            """),
    "nl": word_set("""
            de het een van en is waar wanneer waarom hoe mijn uw jullie wij ik niet voor met op dat
            die welke hallo bedankt bestelling levering factuur pakket zijn heb nog wordt naar ons
            komt blijft graag
            """),
    "pl": word_set("""
            gdzie kiedy dlaczego jak moje moja moj jest sa nie na w z do i o czy prosze dziekuje
            zamowienie zamowienia dostawa faktura paczka ktory ktora dzien dobry mam mi sie
            """),
    "sv": word_set("""
            var nar varfor hur min mitt mina er vi jag inte for med pa att som det den ar och hej
            tack order bestallning leverans faktura paket har kan nar kommer ni till fran
            """),
    "da": word_set("""
            hvor hvornar hvorfor hvordan min mit mine jeg ikke for med pa at som det den er og hej
            tak ordre levering faktura pakke har kan kommer til fra
            """),
    "pt": word_set("""
            o os as um uma de do da e onde quando porque como meu minha meus seu nao para com em que
            qual ola obrigado obrigada encomenda entrega fatura pedido esta ainda chegou
            """),
}
_MARKS = {
    "ß": "de",
    "ü": "de",
    "ł": "pl",
    "ż": "pl",
    "ę": "pl",
    "å": "sv",
    "ñ": "es",
    "¿": "es",
    "ã": "pt",
    "ç": "fr",
}


def language_of(text: str, words: Iterable[str], *, before: str | None = None) -> str:
    """Return the ISO 639-1 code of the language; that of the conversation when the message is too short.

    `words` are the folded words without names and numbers, `before` is the conversation's language.
    Another language than English or German needs two of its words, and more of them than these have.
    """
    said = [word for word in words if len(word) > 1 or word in {"i", "a", "w", "o", "y", "e"}]
    scores = {code: sum(word in known for word in said) for code, known in _WORDS.items()}
    for mark in set(text.lower()) & _MARKS.keys():
        scores[_MARKS[mark]] += 1
    spoken = max(scores["en"], scores["de"])
    other = max((code for code in scores if code not in {"en", "de"}), key=scores.__getitem__)
    if scores[other] >= 2 and scores[other] > spoken:
        return before if before and scores[before] == scores[other] else other
    if scores["en"] == scores["de"]:
        return before or "en"
    return "en" if scores["en"] > scores["de"] else "de"
