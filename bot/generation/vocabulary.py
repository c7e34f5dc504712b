"""Words that say nothing of what a question is about, and words of two languages that mean the same."""

_STOP_WORDS = """
    a about after all also am an and any are as at be because been before but by can could did do does for
    from had has have he her here his how i if in into is it its just me may might more most my no not of on
    or our out per please shall she should so some than that the their them then there these they this those
    to up us was we were what when where which while who whom whose why will with would you your
    aber als am an auch auf aus bei bin bis da damit das dass dem den denn der des dich die dies diese diesem
    dieser dieses doch du ein eine einem einen einer eines er es für gibt hat haben hatte ich ihr ihre im in
    ist ja kann kein keine können man mein meine mich mir mit muss müssen nach nicht noch nun nur oder ob
    sein sich sie sind so soll sollen über um und uns unser von vom vor was wann warum wer werden wie wieso
    wir wird wo zu zum zur today now heute jetzt
"""
STOP = frozenset(_STOP_WORDS.split())

SAME: dict[str, str] = {
    "cutoff": "cut-off cut off cutoff annahmeschluss versandschluss annahmezeit abgabeschluss",
    "return": "return returns rücksendung retoure rückgabe zurückschicken zurücksenden zurückgeben",
    "damage": "damage damaged broken beschädigt schaden schäden kaputt",
    "hazard": "hazardous dangerous gefahrgut gefahrstoff gefährlich",
    "parcel": "parcel package paket pakete",
    "pallet": "pallet palette paletten",
    "cancel": "cancel cancelled cancellation stornieren storno stornierung abbestellen",
    "address": "address adresse lieferadresse anschrift",
    "split": "split splits teillieferung aufteilen aufgeteilt geteilt teilen",
    "late": "late lateness delay delayed overdue verspätet verspätung verzug lieferverzug",
    "penalty": "penalty penalties compensation credit gutschrift vertragsstrafe pönale entschädigung",
    "delivery": "delivery deliver delivered deliveries lieferung liefern zustellung lieferzeit",
    "payment": "pay paid payment zahlung zahlen bezahlen zahlungsziel",
    "invoice": "invoice invoices rechnung rechnungen",
    "order": "order orders auftrag aufträge bestellung bestellungen",
    "friday": "friday fridays freitag freitags",
    "monday": "monday mondays montag montags",
    "tuesday": "tuesday tuesdays dienstag dienstags",
    "wednesday": "wednesday wednesdays mittwoch mittwochs",
    "thursday": "thursday thursdays donnerstag donnerstags",
    "saturday": "saturday saturdays samstag samstags sonnabend",
    "sunday": "sunday sundays sonntag sonntags",
    "holiday": "holiday holidays feiertag feiertage",
    "warehouse": "warehouse warehouses lager",
    "stock": "stock bestand lagerbestand",
    "weight": "weight weigh heavy heaviest gewicht schwer wiegen",
    "refund": "refund refunds refunded erstattung erstatten geld zurück money back",
    "substitute": "substitute substitution replacement ersatz ersatzartikel alternative",
    "release": "release released freigabe freigeben freigegeben",
    "customer": "customer customers kunde kunden",
    "allow": "allow allowed permitted erlaubt dürfen darf",
    "carrier": "carrier carriers spediteur spedition frachtführer paketdienst",
    "dock": "dock rampe",
    "truck": "truck lorry lkw",
    "driver": "driver fahrer",
    "complaint": "complaint complain claim claims reklamation reklamieren beschwerde",
    "label": "label labels etikett versandetikett",
    "promise": "promise promised zugesagt zusage",
    "price": "price cost costs charge fee preis kosten gebühr",
    "consent": "consent agreement agreed zustimmung einwilligung",
    "secure": "secure securing ladungssicherung sichern",
    "shelflife": "shelf life expiry haltbarkeit mindesthaltbarkeit ablaufdatum",
    "count": "count counting zählen inventur zählung",
    "transfer": "transfer transfers umlagerung umlagern",
    "supplier": "supplier suppliers lieferant lieferanten",
    "week": "week weeks woche wochen",
    "month": "month months monat monate",
    "working": "working werktag werktage arbeitstag arbeitstage",
    "send": "send ship shipped dispatch versand versenden schicken",
    "photo": "photo photos photograph photographs foto fotos",
    "pack": "pack packing packed verpacken verpackung",
    "private": "private consumer consumers verbraucher privatkunde",
}
"""From a stem of our own to every spelling of it, in both languages."""

PHRASES: dict[str, str] = {
    "cut off": "cut-off",
    "geld zurück": "erstattung",
    "money back": "refund",
    "shelf life": "expiry",
}
"""Several words that are one."""
