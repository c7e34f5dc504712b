"""Names, streets and companies of the generated texts: chosen apart from the lists the search reads."""

FIRST_RARE = """
Ailsa Aldo Alvaro Annelore Aurelio Bahareh Bartek Berthild Bettine Branka Calogero Cathleen Chinaza
Ciara Corvin Dagny Deirbhile Domhnall Drahomira Eilis Ekkehard Elwin Emeric Enrica Eskild Fenja
Finnian Fionnuala Gerlach Ghislaine Gianmarco Haukur Hedvig Ilkay Iolanda Irmhild Jaroslawa Jelto
Jorunn Kalinda Keziah Kjartan Ladina Leevi Liudger Lovisa Maelle Maewenn Malvina Marlis Nanouk Neele
Nergiz Okke Oriana Ottokar Parveen Pirjo Quirin Ragna Reinhild Rosalba Sabri Saoirse Sieglind Tarja
Tjark Tordis Urszula Valdemar Venla Wiebrecht Wulfhild Xanthe Yevhen Ylva Zdenka Zygmunt Adeola
Babatunde Chidinma Eberechi Fumiko Gowri Haneul Itoro Jayanti
""".split()  # noqa: SIM905
LAST_RARE = """
Abendroth Achterberg Aldenhoff Amberson Anzengruber Barkhausen Bielenstein Bombeck Brackmann
Bruggeman Calvaruso Chlebowski Cwiklinski Dahlhaus Dellwing Drosselmeyer Eelkema Engelbrekt
Falkenhagen Fennimore Flessner Garrod Giesbrecht Gravelotte Gwozdz Haldorsen Hetherington Hinterseer
Holzschuh Huxtable Imhoff Iwersen Jellinghaus Jorritsma Kachelmann Kerkhoven Kinnunen Krautwurst
Lagerbielke Langenscheidt Lievens Lomonaco Maciejowski Mandelkow Meinertzhagen Mockridge Nachtigall
Nettelbeck Niewiadomski Obst Ohnesorg Okwuosa Oxenham Pankhurst Petersdotter Piepenbrink Plagge
Quaas Quillfeldt Ravensdale Rehbein Roozendaal Ruokonen Saathoff Schabowski Schlotterbeck Senjanovic
Silberhorn Stavrakis Stuyvesant Tatlici Thistlethwaite Tiefensee Trevelyan Uittenbogaard Ustinov
Vanderbeek Venkatachalam Vorderbrugg Wachowiak Wetherby Wiedenbruck Wrzesniewski Yardley Zabrodski
Zeilinger Zschiesche Zumwinkel
""".split()  # noqa: SIM905
FIRST_COMMON = """
Anna Thomas Maria Michael Julia Stefan Sarah Peter Laura David Emma James Sophie Daniel Lisa Martin
Katharina Andrew Nicole Mehmet Fatima Rajesh Olga Pierre Ingrid
""".split()  # noqa: SIM905
LAST_COMMON = """
Müller Schmidt Smith Johnson Weber Fischer Brown Taylor Wagner Becker Wilson Davies Hoffmann Schäfer
Patel Kaya Nowak Jansen Larsson Rossi Garcia Nguyen Evans Walker Hughes
""".split()  # noqa: SIM905
STREETS_DE = (
    "Ahornweg",
    "Lindenstraße",
    "Am Alten Hafen",
    "Goethestr.",
    "Bahnhofstrasse",
    "Kirchgasse",
    "Mühlenweg",
    "Berliner Platz",
    "Lange Reihe",
    "An der Elbaue",
    "Sonnenallee",
    "Hafendamm",
    "Kurt-Schumacher-Ring",
    "Untere Hauptstraße",
    "Rosenstieg",
    "Zum Sportplatz",
    "Neuer Wall",
    "Eichenhof",
)
STREETS_EN = (
    "Station Road",
    "High Street",
    "Church Lane",
    "Victoria Avenue",
    "Mill Hill Drive",
    "Queen's Crescent",
    "Old Tannery Court",
    "Orchard Close",
    "St. Mary's Terrace",
    "Canal Wharf",
    "Kingsway Gardens",
    "North Bridge Street",
    "Elm Grove",
    "Market Square",
)
TOWNS_DE = (
    "20457 Hamburg",
    "50667 Köln",
    "8010 Graz",
    "04109 Leipzig",
    "79098 Freiburg",
    "26603 Aurich",
    "88212 Ravensburg",
    "1010 Wien",
    "33330 Gütersloh",
    "97318 Kitzingen",
    "D-01069 Dresden",
    "A-6020 Innsbruck",
)
TOWNS_EN = (
    "Leeds LS2 7EQ",
    "York YO1 7HU",
    "Bristol BS1 4ST",
    "Hebden Bridge HX7 8AD",
    "London SE1 9GF",
    "Manchester M1 2AB",
    "Springfield, IL 62704",
)
COMPANIES = (
    "Albrecht Fördertechnik GmbH",
    "Hartwell & Sons Ltd",
    "Nordwind Logistik AG",
    "Schumann Maschinenbau KG",
    "Brightwater Facility Services",
    "Kessler Optik",
    "Spedition Weidner",
    "Autohaus Brandt",
    "Porter Medical Supplies Ltd",
    "Rosa Bianchi Catering GmbH",
    "Weber und Söhne OHG",
    "Greenfield Interiors",
    "Hotel Maria Theresia",
    "Baker Industries Inc.",
    "Lindner Elektrotechnik",
    "Fraser Cleaning Services",
    "Klinikum Auental gGmbH",
    "Steel & Stone Trading LLC",
    "Bäckerei Hoffmann",
    "Thomas Lange Metallbau e.K.",
    "Dahlgren Maskin AB",
    "Van Dijk Transport B.V.",
    "Müller, Meier & Partner",
)
HOSTS = (
    "firma-nord.example",
    "brightwater.example",
    "post.example",
    "mail.example.com",
    "kessler-optik.de",
    "müller-werke.de",
    "example.co.uk",
    "gmx.example",
    "bueroservice24.example",
)
