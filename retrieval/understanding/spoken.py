"""Spoken and mistyped short words, and what is meant; longer ones are found by `typos`."""

_MEANT = """
    again: agian
    are not: aren't
    aus den: ausn
    can not: can't cant
    could not: couldn't
    cut: cutt
    cutoff: cuttoff
    delivery: delivry
    did not: didn't didnt
    do not: don't dont
    does not: doesn't
    durfen: duerfen
    fur: fuer
    geht es: geht's
    gibt es: gibt's gibts
    going to: gonna
    has not: hasn't hasnt
    have not: haven't havent
    how is: how's hows
    i am: i'm
    i have: i've
    i will: i'll
    i would: i'd
    is not: isn't isnt aint
    ist es: is's isses
    it is: it's
    konnen: koennen
    konnt: koennt
    late: lat
    let us: let's
    mochte: moechte
    mussen: muessen
    nachste: naechste
    nicht: ned net nich
    nichts: nix
    order: ordr orer odrer ordre
    orders: oders ordres
    please: pls plz plse
    status: statsu staus satus stauts sttaus
    thanks: thx thanx
    that is: that's
    there is: there's
    track: trak trck
    uber: ueber
    want to: wanna
    warum: wrum warun
    was ist: was'n
    was not: wasn't
    we have: we've
    we would: we'd
    what: waht wat
    what is: what's whats
    when is: when's
    where: wher wehre
    where is: where's wheres were's
    who is: who's
    why: y
    why is: why's
    wie es: wie's
    wieso: wieo
    will not: won't
    wo ist: wo's
    you: u
    you are: you're
    your: ur
"""
"""One line for each meaning: what is meant, then how it is spelled."""

SPOKEN: dict[str, str] = {
    spelled: meant.strip()
    for meant, _, spellings in (line.partition(":") for line in _MEANT.strip().splitlines())
    for spelled in spellings.split()
}
