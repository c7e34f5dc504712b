"""What days, months and stretches of time are called in English and German, folded."""

from retrieval.understanding.patterns import listed

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janner",
            "february feb februar",
            "march mar marz maerz mrz",
            "april apr",
            "may mai",
            "june jun juni",
            "july jul juli",
            "august aug",
            "september sept sep",
            "october oct oktober okt",
            "november nov",
            "december dec dezember dez",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday montag mon",
            "tuesday dienstag tue tues",
            "wednesday mittwoch wed weds",
            "thursday donnerstag thu thur thurs",
            "friday freitag fri",
            "saturday samstag sonnabend sat",
            "sunday sonntag sun",
        )
    )
    for name in names.split()
}
DAYS = {
    **dict.fromkeys(listed("today heute tonight todays tody"), 0),
    **dict.fromkeys(listed("tomorrow morgen tomorow tommorow tommorrow tmrw"), 1),
    **dict.fromkeys(("yesterday", "gestern", "yesteday"), -1),
    **dict.fromkeys(("day after tomorrow", "ubermorgen", "uebermorgen"), 2),
    **dict.fromkeys(("day before yesterday", "vorgestern"), -2),
}
SHIFTS = {
    **dict.fromkeys(
        listed("this current diese dieser diesen diesem dieses aktuelle aktuellen laufende laufenden"), 0
    ),
    **dict.fromkeys(
        listed(
            "next coming nachste nachster nachsten nachstes nachstem naechste naechsten kommende kommenden"
        ),
        1,
    ),
    **dict.fromkeys(
        listed(
            "last previous past letzte letzter letzten letztes letztem vorige vorigen voriges vergangene "
            "vergangenen"
        ),
        -1,
    ),
}
UNITS = {
    **dict.fromkeys(listed("day days tag tage tagen"), "day"),
    **dict.fromkeys(listed("week weeks woche wochen"), "week"),
    **dict.fromkeys(listed("month months monat monate monaten monats"), "month"),
    **dict.fromkeys(listed("year years jahr jahre jahren jahres"), "year"),
    **dict.fromkeys(listed("quarter quarters quartal quartale quartalen"), "quarter"),
}
