"""The words that say that a name follows, by what may stand after them."""

from collections import defaultdict
from collections.abc import Iterable

TITLE, GREETING, CLOSING, INTRODUCTION, LABEL, WEAK_LABEL, HEADER, MENTION = range(8)
"""A title is followed by a surname, in any case; a greeting by a first name or a title; a closing by a
signature; an introduction by a name in any case; a label by a name with a capital; a weak label by one that
is in the lists; a header by the sender of a mail; a mention by a known first name."""

_TITLES = (
    "mr|mrs|ms|miss|mx|mister|dr|prof|professor|sir|madam|herr|herrn|hr|frau|frl|fräulein"
    "|familie|monsieur|madame|mme|mlle|m|señor|señora"
    "|sr|sra|srta|signor|signora|signorina|sig|sig.ra|pan|pani|dhr|mevr|mevrouw|meneer"
    "|fru|sayın|bay|bayan|dipl ing|mag|dott|dottoressa|kollege|kollegin|kollegen"
    "|colleague"
)
_GREETINGS = (
    "dear|hi|hello|hey|hiya|hallo|hallöchen|liebe|lieber|liebes|werte|werter|moin|servus"
    "|grüß gott|guten tag|guten morgen|guten abend"
    "|good morning|good afternoon|good evening|morning|afternoon|bonjour|cher|chère"
    "|buongiorno|ciao|hola|estimado|estimada|querido|querida|caro|cara|beste|geachte"
    "|hej|kære|hei|kjære|merhaba|cześć|dzień dobry|sehr geehrte|sehr geehrter|geehrte"
    "|geehrter|thanks|thank you|danke|danke dir|vielen dank|cheers|sorry|many thanks"
    "|dear mr|tag|hi again|hello again|salut|greetings"
)
_CLOSINGS = (
    "kind regards|best regards|warm regards|kindest regards|warmest regards|many regards"
    "|with regards|regards|rgds|kr|br|best|all the best|best wishes|cheers|thanks"
    "|thank you|many thanks|thx|ty"
    "|thanks and regards|thanks in advance|thank you in advance|with thanks|sincerely"
    "|yours sincerely|sincerely yours|yours faithfully|yours truly|yours|respectfully"
    "|cordially|ta"
    "|mit freundlichen grüßen|mit freundlichen gruessen|mit freundlichem gruß"
    "|mit freundlichen grüssen|mit besten grüßen|mit herzlichen grüßen|mit lieben grüßen"
    "|freundliche grüße|freundliche grüsse|freundliche gruesse|freundlichen gruß"
    "|viele grüße|viele grüsse|viele gruesse|liebe grüße|liebe grüsse|liebe gruesse"
    "|beste grüße|beste grüsse|beste gruesse|besten gruß|herzliche grüße|herzliche grüsse"
    "|herzlichst|schöne grüße|schöne gruesse|sonnige grüße"
    "|gruß|gruss|grüße|grüsse|gruesse|lieben gruß|schönen gruß|viele liebe grüße|mfg"
    "|m f g|lg|vg|bg|mbg|vlg|hg|fg|besten dank|vielen dank|danke|dankeschön"
    "|danke im voraus|vielen dank im voraus|dank und gruß|danke und gruß|danke und grüße"
    "|hochachtungsvoll|bis bald|bis dann"
    "|cordialement|bien cordialement|bien à vous|meilleures salutations|salutations"
    "|saludos|un saludo|saludos cordiales|atentamente|cordiali saluti|distinti saluti"
    "|saluti|met vriendelijke groet|met vriendelijke groeten|groeten|groetjes|mvg"
    "|med vänlig hälsning|med vänliga hälsningar|vänliga hälsningar|mvh|vh|hälsningar"
    "|med venlig hilsen|venlig hilsen|hilsen|vennlig hilsen|pozdrawiam|z poważaniem"
    "|saygılarımla|saygılar|com os melhores cumprimentos|cumprimentos|atenciosamente"
    "|signed|gez|i a|i v|ppa|im auftrag|in vertretung|talk soon|speak soon|see you"
    "|have a nice day|have a great day|schönen tag noch|schönes wochenende"
)
_INTRODUCTIONS = (
    "my name is|my name's|my name|my full name is|name is|the name is|the name's"
    "|i am called|mein name ist|mein name lautet|mein name|ich heiße|ich heisse|heiße"
    "|heisse|name ist|hier spricht|hier schreibt|spreche ich mit"
    "|je m'appelle|je suis|mi nombre es|me llamo|mi chiamo|mijn naam is|mitt namn är"
    "|jag heter|jeg hedder|nazywam się|adım|signed by|unterschrieben von"
    "|unterzeichnet von|quittiert von|angenommen von"
)
_LABELS = (
    "attn|attention|att|fao|for the attention of|zu händen|zu händen von|zhd|z hd|z hdn"
    "|z h|c/o|c o|contact|contact person|contact name|contact is|your contact|our contact"
    "|ansprechpartner|ansprechpartnerin|kontakt|kontaktperson|kontakt ist"
    "|ask for|asked for|ask|asking for|fragen sie nach|nach fragen|verlangen sie"
    "|signed for by|received by|accepted by|handed to|handed over to|übergeben an"
    "|ausgehändigt an|driver|driver name|fahrer|fahrerin|name des fahrers"
    "|account holder|account name|kontoinhaber|kontoinhaberin|cardholder|card holder"
    "|name on card|name on the card|karteninhaber|karteninhaberin|inhaber|inhaberin"
    "|holder|on behalf of|im namen von|beneficiary|zahlungsempfänger|payee|payer"
    "|spoke to|spoke with|spoken to|spoken with|talked to|talking to|gesprochen mit"
    "|telefonat mit|gespräch mit|caller|anrufer|anruferin|name|full name|first name"
    "|last name|surname|vorname|nachname|familienname|empfängername|recipient name"
    "|ordered by|bestellt von|besteller|bestellerin|placed by|requested by|reported by"
    "|gemeldet von|erfasst von|bearbeitet von|picked by|packed by|checked by"
    "|kommissioniert von|geprüft von|sachbearbeiter|sachbearbeiterin|unser zeichen"
    "|ruf|rufen sie|frag|frage|fragt bei|handled by|prepared by|approved by"
    "|freigegeben von|written by|verfasst von|reach"
    "|call|phone|ring|anrufen bei|melden bei|melden sie sich bei|wenden sie sich an"
    "|an herrn|an frau|deliver to|deliver it to|hand it to|leave with|abgeben bei"
    "|abzugeben bei|patient|tenant|mieter|member|mitarbeiter|mitarbeiterin|employee"
    "|mein kollege|meine kollegin|my colleague|our colleague|meine frau|mein mann|my wife"
    "|my husband|my boss|unser fahrer|our driver|owner|eigentümer|geschäftsführer"
    "|geschäftsführerin|managing director|vertreten durch|represented by"
)
_WEAK_LABELS = (
    "customer|kunde|kundin|client|recipient|empfänger|empfängerin|consignee|ship to"
    "|bill to|sold to|lieferadresse|delivery address|shipping address|billing address"
    "|rechnungsadresse|lieferanschrift|anschrift|adresse|address|user|buyer|seller|käufer"
    "|sender|absender"
    "|this is|it|here is|hier ist|i'm|i am|ich bin|bin|und|and|with|mit|from|von|for"
    "|für|by|bei|to|an|tell|told|cc|via|durch|about|name|regards|re|subject|betreff"
    "|re order|herrn und frau|team lead|teamleiter|einkäufer|purchaser|buyer|accountant"
    "|buchhalter|manager|supervisor|director"
)
_HEADERS = (
    "from|von|to|an|cc|bcc|kopie|absender|sender|reply-to|antwort an|gesendet von|sent by"
    "|de|à|från|till|fra|til|van|aan|da|od|do|para"
)
_MENTIONS = (
    "here|hier|speaking|wrote|schrieb|writes|said|says|sagte|sagt|meinte|called|calls|told|asked|asks|fragt"
    "|fragte|has|hat|hatte|confirmed|bestätigte|wants|möchte|will|is|ist|needs|braucht"
    "|ordered|bestellte|signed|received|picked|sent|schickte|promised|versprach|rief|ruft"
)


def _table(groups: Iterable[tuple[int, str]]) -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """Return the cues by their first word, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    for kind, phrases in groups:
        for phrase in phrases.split("|"):
            words = tuple(phrase.replace("c/o", "c o").replace(".", " ").split())
            table[words[0]].append((words, kind))
    for cues in table.values():
        cues.sort(key=lambda cue: -len(cue[0]))
    return dict(table)


CUES = _table(
    (
        (TITLE, _TITLES),
        (CLOSING, _CLOSINGS),
        (GREETING, _GREETINGS),
        (INTRODUCTION, _INTRODUCTIONS),
        (LABEL, _LABELS),
        (WEAK_LABEL, _WEAK_LABELS),
        (HEADER, _HEADERS),
    )
)
MENTIONS = frozenset(_MENTIONS.split("|"))
