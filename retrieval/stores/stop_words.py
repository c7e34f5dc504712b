"""Function words of English and German: they say nothing about what a text is about."""

_ENGLISH = """
a about above after again all also am an and any are as at be because been before being below between both
but by can could did do does doing don down during each few for from further had has have having he her here
hers him his how i if in into is it its itself just let may me might more most must my no nor not now of off
on once only or other our ours out over own please same shall she should so some such than thank thanks that
the their theirs them then there these they this those through to too under until up us very was we were what
when where which while who whom whose why will with would you your yours
"""

_GERMAN = """
aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bist bitte da
damit dann das dass dein deine dem den denn der des dich die dies diese diesem diesen dieser dieses dir doch
dort du durch ein eine einem einen einer eines er es etwas euch euer für gegen gibt habe haben hat hatte
hatten hier hin ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes
jener jetzt kann kannst können könnte mal man mein meine meinem meinen meiner mich mir mit muss müssen nach
nein nicht noch nun nur ob oder ohne sehr sein seine seinem seinen seiner seit sich sie sind so soll sollen
sollte sondern über um und uns unser unsere unter vom von vor wann war waren warum was weil welche welchem
welchen welcher welches wem wen wenn wer werden wie wieder will wir wird wirst wo woher wohin worden wurde
wurden zu zum zur zwischen
"""

STOP_WORDS = frozenset(_ENGLISH.split()) | frozenset(_GERMAN.split())
