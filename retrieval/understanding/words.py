"""Closed lists of words, folded (lower case, no accents)."""

from retrieval.understanding.patterns import word_set

LEGAL_FORMS = word_set(
    """
    gmbh ggmbh mbh ag kg ohg ug ev eg se ltd limited llc llp plc inc corp co sa sas sarl srl spa bv nv
    ab as aps oy oyj sp z o oo kft sro pty cv
    """
)

ENGLISH = word_set(
    """
    a about after all also am an and any anyone anything are as at back be because been before both but
    by can cannot come comes could day days did do does doing done for from get gets getting give go
    going got had has have he hello her here hey hi him his how i if in into is it its just know last
    late leave leaves let like long look make many may me mine more most much must my need needs never
    new next no not nothing now of off old on one only open or other our out over own please put ready
    rest right same say says second see send sent shall she ship should show since so some somebody
    someone something still take talk tell than thank thanks that the their them then there these they
    thing things think this those through till time to today together tomorrow too two under until up us
    very wait want wants was way we week weeks well went were what when where which while who whom whose
    why will with without would yes yesterday yet you your
    """
)

GERMAN = word_set(
    """
    ab aber alle allem allen alles als am an andere anderen auch auf aus bei beim bekomme bekommen bin
    bis bitte bleibt brauche brauchen da dann das dass dein dem den denn der des dich die dies diese
    diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines er es etwas euch
    euer fur gab geben gegen geht gerade gern gibt gut haben habe habt hat hatte hatten heute hier
    hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins ist ja jede jeden jeder jetzt
    kann kannst kein keine keinen komme kommen kommt konnen konnt konnte lange lassen liegt mal man mehr
    mein meine meinem meinen meiner meines mich mir mit mochte mochten morgen muss mussen nach nachste
    nachsten nein nicht nichts noch nun nur ob oder ohne raus schon sehr sein seit seine sich sie sind
    so soll sollen sollte sondern uber um und uns unser unsere unserem unseren vom von vor wann warum
    was weil weiter welche welchem welchen welcher welches wem wen wenn wer werden wie wieder wieso
    weshalb will wir wird wissen wo wohin woran worauf wurde wurden zu zum zur zwei zweite zwischen
    gestern hallo danke vielen dank moin guten tag abend schonen bitteschon jemand eigentlich mit
    gemacht machen macht stehen steht sagt sagen warte hatten gegen wegen trotzdem
    """
)

VOCABULARY = word_set(
    """
    address adresse allocation allowed alternative alternatives amount angebot angebote angekommen anschrift
    arrival arrive arrived arrives artikel auftrag auftrage auftragen available availability backlog
    backorder backorders bestand bestellen bestellt bestellung bestellungen bezahlt billed block blocked
    booked boxes broken cancel cancelled cancellation carrier carriers carton cartons change check
    classic clause client clients colleague company compensation complaint complete confirm confirmed
    contact contacts contain contents contract contracts contractual cost costs credit customer
    customers cutoff damage damaged deadline delay delayed deliver delivered deliveries delivery details
    dispatch dispatched document draft drafts email employee ersatz erstattung expected express fallig
    fehlt fragen freight geld geliefert geteilt goods grund handle happened hazardous held history
    holding human hurry information insgesamt inventory invoice invoiced invoices invoicing items
    kontakt kunde kunden label labels lager late lieferadresse lieferdatum liefern lieferschein
    liefertermin lieferung lieferungen lieferzeit loading location manager mensch menschen message
    missing mitarbeiter money number nummer office offen offene offenen order ordered ordering orders
    overdue overview package packages packed packing paket pallet pallets parcel parcels payment penalty
    penalties person phone picked picking policy policies postage price prices print problem procedure
    process product products promise promised purchase purchases quality quantity question questions
    quotation rate reason receipt receive received refund reklamation release released remaining
    replacement reserve reserved restock return returned returns rechnung rechnungen rules schedule
    scheduled send sendung sendungsnummer sendungsverfolgung separate separately service services
    shipment shipments shipped shipping shortage shortages split standard status stock stopp stornieren
    storniere stornierte storno strafe stuck substitute substitutes summary supplier suppliers supply
    support system teillieferung terms timeline track tracking transport truck uberfallig uberfallige
    uberfalligen ubersicht unpaid update updates urgent verfugbar verlauf versand versandt verschickt
    versendet verspatet verspatete verspateten vertrag vertrage vertrages vertragsstrafe verzogert vorratig
    waiting warehouse warehouses warten wartet welcome working wrong zahlung zusammenfassung trouble
    """
)
"""Words of the trade: what a mistyped word most likely was, and never a name by themselves."""

NOT_MISTYPED = word_set(
    """
    contact contacts ordner ordnen border states statue stored stores story priced practice parcels
    pallets racking trackings cracking sprint splits carrying cancels liefert lieferant lieferanten
    bestellte warte retour returning picking packing kicking labels rated dates times invoke delivers
    recent recently president presence prince change charge charges costs coast clients quote quoted
    releases relate related delight detail kosten stunde stunden
    """
)
"""Real words one error away from one of ours."""

GENERIC = word_set(
    """
    group gruppe holding holdings international global europe european deutschland germany services
    service solutions systems systeme technik technology technologies trading handel handels logistics
    logistik transport transporte facility management consulting partner partners company companies
    firma hotels hotel kliniken klinik clinic schools school trust bank energy energi energie bau optik
    maskin print workshops workshop rail catering cafe restaurant restaurants stores store shop supplies
    supply factory works werke werk industries industrie industry associates brothers sons university
    hospital north south east west nord sud ost central city office porto house home media design studio
    white yellow black blue green grey clear small large medium euro steel work light free circular
    impact cordless thermal parcel scale platform safety surface stretch film tape battery pack box
    boxes pallet pallets carton cartons label labels shipping packing express freight standard classic
    economy truck own saver priority parcelshop paket national domestic truckload sea air road courier
    bundle rolls driver drivers fahrer
    """
)
"""Parts of many names: never telling by themselves."""

EVERYDAY = ENGLISH | GERMAN | VOCABULARY | {"ok"}
