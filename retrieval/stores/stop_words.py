"""Function words of English and German: they say nothing about what a text is about."""

_ENGLISH = """
a about above after again all also am an and any are as at be because been before being below between both
but by can could did do does doing don down during each few for from further get give go goes going got had
happen happens has have having he hello her here hers hi him his how however i if in into is it its itself
just know let let's made make makes may me might more most must my need no nor not now of off ok okay on
once only or other our ours out over own please said same say says shall she should show so some such tell
than thank thanks that the their theirs them then there these they this those through to today tomorrow too
under until up us very want was we were what when where whether which while who whom whose why will with
would yesterday you your yours
"""

_GERMAN = """
aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bekommen bekommt bin
bis bist bitte da damit dann darf darfst das dass dein deine dem den denn der des dich die dies diese diesem
diesen dieser dieses dir doch dort du durch dürfen dürfte ein eine einem einen einer eines er es etwas euch
euer für gegen gehen geht gelten gestern gibt gilt habe haben hat hatte hatten heute hier hin ich ihm ihn
ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes jener jetzt kann kannst
kommen kommt können könnt könnte lassen lässt machen macht mal man mein meine meinem meinen meiner mich mir
mit muss möchte möchten müssen müsste müssten nach nein nicht noch nun nur ob oder ohne passiert sagen sagt
sehr sein seine seinem seinen seiner seit sich sie sind so soll sollen sollte sollten sondern um und uns
unser unsere unter vom von vor wann war waren warum was weil welche welchem welchen welcher welches wem wen
wenn wer werden wie wieder wieviel wieviele will wir wird wirst wo woher wohin wollen worden wurde wurden
zeig zeige zu zum zur zwischen über
"""

ENGLISH_STOP_WORDS = frozenset(_ENGLISH.split())
STOP_WORDS = ENGLISH_STOP_WORDS | frozenset(_GERMAN.split())
