"""What the texts say. `TUNED` was looked at while the search was written, `HELD_OUT` only for figures.

Every text holds references, which must stay.
"""

TUNED = [
    # questions about orders
    "Hi, where is my order {order}? We ordered {quantity} x {sku} on {date}. Regards, {name}",
    "Hello, this is {name} from {company}. Can you tell me if {order} ships before "
    "{date}? My number is {phone}.",
    "Guten Tag, wo bleibt unsere Bestellung {order} (Ihre Auftragsnummer {po})? "
    "Sendungsnummer {tracking}. Mit freundlichen Grüßen\n{name}\n{company}",
    "where is {order}?? customer {known}, tracking {tracking}, thx",
    "Is {picking} part of {order} or of {purchase}? {known} asked on {date}.",
    "Kundin {known} fragt nach Auftrag {order}, Kundennummer {customer_no}. Bitte um Rückruf unter {phone}.",
    "my name is {lower_name} and my order {order} has not come, tracking number "
    "{tracking}. call me: {bare_phone}",
    "Dear {first}, the {quantity} pcs of {sku} (EAN {ean}) go out on {date} with DHL "
    "{tracking}. Best, {name}",
    "Hallo Frau {last}, Bestellung {po} liegt bei {company}. Artikelnummer {sku}, Charge {batch}.",
    "PO {po}: please confirm {quantity} units of {sku} at {price}. Contact: {name}, {email}",
    # complaints
    "Sehr geehrte Damen und Herren,\n\ndie Lieferung {picking} war beschädigt. "
    "Seriennummer {serial}, Charge {batch}. Bitte rufen Sie mich an: {phone}.\n\nMit "
    "freundlichen Grüßen\n{name}",
    "Dear Sir or Madam,\n\npallet {sscc} arrived broken at {street_en}, {town_en}. I "
    "want a refund of {price} for {order}.\n\nYours faithfully,\n{name}",
    "Ich heiße {name}, bin Kunde bei Ihnen ({customer_no}) und warte seit dem {date} auf "
    "{order}. Meine Adresse: {street_de}, {town_de}.",
    "complaint from {known} about {order}: {quantity} gloves {sku} missing, batch "
    "{batch}. He can be reached at {phone}.",
    "Herr {known_last} hat reklamiert: Rechnung {invoice} über {price} stimmt nicht. "
    "Geboren am {birth}. Rückruf {spoken_de}.",
    "Your driver was rude to Mrs {last}. Order {order}, tracking {tracking}. Please ring "
    "{bare_phone} or write to {email}.",
    # signatures
    "Please see {order} below.\n\nKind regards\n\n{name}\nHead of "
    "Purchasing\n{company}\n{street_en}\n{town_en}\nT {phone}\nE {email}\nVAT {vat}",
    "Anbei unsere Bestellung {po}.\n\nViele Grüße\n\ni.A. "
    "{name}\nEinkauf\n{company}\n{street_de}\n{town_de}\nTel.: {phone}\nMail: "
    "{email}\nUSt-IdNr.: {vat}",
    "Thanks for {invoice}.\n\nBest regards,\n{name}\n{company} | {street_en} | {town_en} | {phone}",
    "ok, {order} dann am {date}.\n\nLG {first}",
    "Alles klar mit {picking}.\nMfG\n{last}\n{company}",
    # forwarded mail
    "From: {name} <{email}>\nTo: {company}\nSent: {date}\nSubject: order {order}\n\nHi "
    "{first}, can you check {tracking}?",
    'Von: "{inverted}" <{email}>\nAn: Kundenservice\nGesendet: {date}\nBetreff: '
    "Lieferung {picking}\n\nBitte weiterleiten an Herrn {known_last}.",
    "On {date}, {name} <{email}> wrote:\n> Please send {quantity} x {sku} under PO "
    "{po}.\n> Ship to {street_en}, {town_en}",
    "---------- Forwarded message ----------\nFrom: {known}\nDate: {date}\nSubject: "
    "{order}\n\nSee invoice {invoice}, and my mobile {phone}.",
    # changes of address
    "Please change the delivery address of {order} to {street_en}, {town_en}. Ask for {name} at the door.",
    "Neue Lieferadresse für {order}: {name}, {street_de}, {town_de}. Die alte war {street_de}, {town_de}.",
    "Bitte {picking} nicht mehr an {street_de} liefern, sondern an {street_de}, z. Hd. {name}.",
    "Deliver {quantity} boxes to {street_en} c/o {known}. Order {order}.",
    # payment
    "Please refund {price} for {order} to {iban}. Account holder: {name}. Invoice {invoice}.",
    "Erstattung für {invoice} bitte auf IBAN {iban}, Kontoinhaber {known}. Kundennr. {customer_no}.",
    "I paid {invoice} with my card {card}, order {order}, and was charged twice.",
    "card number {mistyped_card} exp 04/28 for {order}, PO {po}",
    "Kreditkarte: {card}, Rechnung {invoice}, Auftrag {order}. {name}",
    "Unsere IBAN lautet {mistyped_iban}, bitte Gutschrift zu {invoice} dorthin. {company}, USt-IdNr. {vat}",
    "You can take it from {card}. Reference {po}, amount {price}.",
    # warehouse notes
    "Pallet {sscc} with {quantity} x {sku} ({un}, tariff {tariff}) picked by {name}, "
    "goes to {company} on {date}.",
    "Fahrer: {name}, Handy {phone}, Sendung {tracking}, Lieferschein {picking}.",
    "Charge {batch} gesperrt, EAN {ean}, SKU {sku}, {quantity} Stück. Rückfrage bei "
    "{known}, Durchwahl {bare_phone}.",
    "caller {known} said {spoken_en}, wants {order} today; EAN {ean}",
    "Signed for by {initial} at {street_en} on {date}, parcel {tracking}.",
    # ids
    "Driver {name}, born {birth}, NI number {nino}, collects {order} at the dock on {date}.",
    "Mitarbeiterin {name}, geb. {birth}, Steuer-ID {tax_id}, holt {picking} ab.",
    "Contractor SSN {ssn}, please book {purchase}; login came from {ip}.",
    "Personnummer {personnummer}, kund {known}, order {order}, write to {said_email}.",
]
HELD_OUT = [
    # questions about orders
    "Good morning {first},\nany news on our PO {po}? The portal says {picking} left on "
    "{date} but DPD shows nothing for {tracking}.\nRegards\n{name}",
    "{known} would like to know whether {quantity} of item {sku} can be added to {order}.",
    "Moin, hier ist {name}. Ich wollte fragen, ob {order} noch diese Woche kommt, "
    "spätestens {date}. Erreichbar unter {phone}, danke!",
    "Status {order}? Customer ref {po}, GTIN {ean}. Requested by {name}, {company}.",
    "Können Sie {known} bitte mitteilen, wann {picking} rausgeht? Tracking bisher: {tracking}",
    "hey, {first} here. did {order} go out? invoice was {invoice}. txt me on {phone}",
    "Liebes Team, wir brauchen {quantity} Stück {sku} bis {date}. Ansprechpartner ist "
    "{name}, Tel. {phone}. {company}",
    "I spoke to {name} yesterday about {purchase}; she promised {date}. Container {sscc}.",
    "Betrifft Auftrag {order} / Charge {batch}: Frau {known_last} wartet auf Rückmeldung ({email}).",
    "who is handling {order}, {name} or someone else? serial {serial}",
    # complaints
    "I am very disappointed. {quantity} lamps {sku} were cracked. You can phone me on "
    "{phone} after five. My order is {order}. Sincerely, {name}",
    "Zum dritten Mal falsche Ware ({sku} statt {sku}), Lieferschein {picking} vom "
    "{date}. Ich erwarte Ihren Anruf: {phone}. {name}, {street_de}, {town_de}",
    "Mr {last} rang again: parcel {tracking} was left at {street_en} and not at "
    "reception. Credit note for {invoice} please.",
    "Reklamation von {known}, Kd.-Nr. {customer_no}: {price} zu viel berechnet, Rechnung {invoice}.",
    "We told {first} twice that lot {batch} smells. Reach me via {said_email} or on "
    "{bare_phone}? Phone: {bare_phone}. Order {order}",
    # signatures
    "Attached you find {purchase}.\n\nWith best wishes\n{name} (Ms)\nOperations "
    "Manager\n\n{company}\n{street_en}, {town_en}\nDirect: {phone}\nMobile: "
    "{phone}\n{email}",
    "Vielen Dank vorab.\n\nHerzliche Grüße aus dem "
    "Norden\n{name}\n--\n{company}\n{street_de} · {town_de}\nFon {phone} · "
    "{email}\nAuftrag {order}",
    "see {invoice}\ncheers\n{first}",
    "Bestätigt, {quantity} Stk {sku}.\n\nBeste Grüße\n{name}\nLeitung Logistik "
    "| {company} | {street_de} | {town_de} | Mobil {phone}",
    "Yours sincerely\n\nDr. {name}\nProcurement\nOur ref: {po}\nVAT Reg No {vat}",
    # forwarded mail
    "From: {inverted}\nSent: {date} 09:14\nTo: Orders <{email}>\nCc: {name}\nSubject: "
    "RE: {order}\n\nplease see below, shipment {tracking}",
    "Am {date} um 10:12 schrieb {name} <{email}>:\n> Hallo {first},\n> Bestellung {po} bitte stornieren.",
    "WG: Lieferung {picking}\nAbsender: {known}\nEmpfänger: {company}\n\nBitte an "
    "{street_de}, {town_de} liefern.",
    "fwd from {name} ({email}): '{quantity} x {sku}, need by {date}'",
    # changes of address
    "We have moved! New address: {company}, {street_en}, {town_en}. Applies to {order} and {order}.",
    "Ich bin umgezogen, ab {date} wohne ich {street_de} in {town_de}. Kundennummer {customer_no}. {name}",
    "Reroute parcel {tracking} to my neighbour {name}, {street_en}.",
    "Bitte die Rechnungsanschrift zu {invoice} ändern: {known}, {street_de}, {town_de}",
    "drop {order} at {street_en}, it's the blue door, ring {name}",
    # payment
    "Our bank details have changed: {iban} ({company}). Please use them for {invoice}.",
    "Überweisung kam zurück, hier nochmal: {iban}. Betrag {price}, Verwendungszweck {invoice}. Gruß {name}",
    "Take the {price} from Visa {card} valid thru 09/29, name on card {name}, PO {po}.",
    "Meine Kartennummer ist {mistyped_card}, bitte {order} damit bezahlen.",
    "Paid by credit card {card} on {date}; transaction for {order} still open.",
    "iban: {mistyped_iban} for {known}, invoice {invoice}",
    "USt-ID {vat}, bitte auf {invoice} ergänzen.",
    # warehouse notes
    "{date} 14:05 gate 3: {name} signed CMR for {quantity} pallets, SSCC {sscc}, order {order}.",
    "Abholer {name} kommt um 15 Uhr für {picking}, Kennzeichen folgt, Tel {phone}",
    "HS code {tariff}, {un}, lot {batch}, to {company}. Questions to {known}.",
    "Voicemail: 'it's {name}, my number is {spoken_en}, about {order}'",
    "Anruf um 9: Nummer {spoken_de}, es geht um {order}, Artikel {sku}",
    # ids
    "Visitor pass for {name}, date of birth {birth}, national insurance {nino}, delivering {order}.",
    "Geburtsdatum {birth}, Steueridentifikationsnummer {tax_id}, Name {name}; Zugang für {picking}.",
    "Portal login from {ip} failed for customer {customer_no}, user {email}.",
    "Social security number {ssn} was in the comments of {invoice}, please delete; reporter: {name}",
]
SETS = {"tuned": TUNED, "held out": HELD_OUT}
