"""Words of the trade in German and English, so that a question finds documents of the other language.

The embedding model knows English only, and words alone never cross languages. Each line pairs
words that stand for the same thing; a German one stands for every word that begins with it.
"""

from collections.abc import Iterable

_PAIRS = """
abfahrt = departure
abholung, abholen = collection pick-up
adresse, anschrift = address
ablehn, verweiger = refuse
ändern, änderung = change
angebroch, angefangen = started
annahmeschluss, bestellschluss, annahmezeit = cut-off
anlief, beliefer, liefer, zustell = delivery
arbeitstag, werktag = working day
auftrag, bestell = order
avisier, ankündig = notice announcement
batterie, akku, akkus = battery
beförder = carrier transport
beschädig, schaden, schäden, kaputt, defekt = damaged
beschwerde, reklam = complaint
bestand, lagerbestand = stock
buchung, buchen, gebucht = booking booked
bußgeld, vertragsstraf, pönal = penalty credit
desinfekt = disinfectant
einlager, lagerhaus = putaway
entlad, ablad = unloading
erlaub, zuläss = allowed
ersatz, ersetz = substitute replacement
euro = eur
feiertag = holiday
fracht, spedition, spediteur = freight carrier
freigab, freigeb, freigegeb = release
freitag = friday
frist, fristen = deadline
gefahrgut, gefahrstoff = hazardous goods
gewicht, schwer = weight
gutschrift, entschädig = credit
haftung, haftet = liability
haltbar, restlaufzeit, verfall = shelf life
handschuh = gloves
helm, helme, schutzhelm = helmet
inventur, zählung = count stock
karton = carton
kommission = picking
kosten, kostet = cost
kredit, kreditlimit = credit
kunde, kunden, kundschaft = customer
kündig = termination
lager, lagerhaus = warehouse
ladungssicher, verlad, belad = load loading
lieferverzug, verspät, verzug = late delivery
lkw, lastwagen, fahrzeug = truck
mahnung = reminder
mangel, mängel, mängelanz = defect complaint
menge, mengen = quantity
mindest = minimum
montag = monday
paket, pakete = parcel
palette = pallet
preis, preise = price
priorit, vorrang = priority
quarantän, sperrlager, qualitätssperr = quality hold
rechnung = invoice
retour, rückgab, rücksend, zurückgeb, zurückschick, zurücksend, rückgeb = return
rückruf = recall
rückstand, nachliefer = back order
samstag, sonnabend = saturday
servicegrad, liefertreue = service level
skonto, rabatt = discount
stornier, storno = cancel cancellation
teilliefer, aufteil, teilsend = split partial shipment
umlager, lagerhaus = transfer
unterschr = signature
verpack = packing packaging
versand, versend, verschick = shipping dispatch
vertrag = contract
vollständig, komplett = complete
vorkasse, vorauszahl = payment in advance
ware, waren, güter = goods
wareneingang, annahme = receiving goods in
weihnacht = christmas
woche, wochen = week
zahlung, zahlen, bezahl, zahlungsbeding, zahlungsziel = payment
zoll, zölle = customs duty
zusage, zugesagt = promised promise
zustimm, einverst, genehmig = consent approval
"""


def _parse(lines: Iterable[str]) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    sides = (line.split(" = ") for line in lines if line)
    return tuple((tuple(german.split(", ")), tuple(english.split())) for german, english in sides)


PAIRS = _parse(_PAIRS.strip().splitlines())


def english_for(word: str) -> tuple[str, ...]:
    """Return the English words for a German one, lower case, the longest stem that fits deciding."""
    fits = [(len(stem), english) for german, english in PAIRS for stem in german if word.startswith(stem)]
    return max(fits)[1] if fits else ()


def german_for(word: str) -> tuple[str, ...]:
    """Return the German words for an English one, lower case; an ending such as a plural does no harm."""
    stems = (
        german
        for german, english in PAIRS
        if any(word == term or (len(term) > 3 and word.startswith(term)) for term in english)
    )
    return tuple(dict.fromkeys(stem for german in stems for stem in german))
