"""The hand-written orders: each tells one thing an answer must get right.

What is short, and what will bring it, is set in `demo/supply.py`.
"""

from demo.drafting import NORTH, SOUTH, VIENNA, WEST, Drafting, Item, Left

BRENNWEITE, KESTREL, LINDQVIST = (
    "Brennweite Optik GmbH",
    "Kestrel Facility Services Ltd",
    "Lindqvist Maskin AB",
)
AUWALD, PORTO, MARLOW = "Auwald Kliniken gGmbH", "Porto Verde Hotels SA", "Marlow & Finch Ltd"
TESSMER, OAKRIDGE, SONNENDECK = "Tessmer Bau GmbH", "Oakridge Schools Trust", "Café Sonnendeck"
DELTA, HAFENKRAFT, NYBERG = "Delta Rail Workshops Ltd", "Hafenkraft Logistik GmbH", "Nyberg Energi AB"
ERLENBACH, BLUEBELL, PRINT = "Stadtwerke Erlenbach", "Bluebell Catering Ltd", "Kestrel Print Ltd"
GRETA, TOM, INES = "Greta Sommer", "Tom Hargreaves", "Ines Kowalczyk"
EXPRESS, FREIGHT, DPD = "DHL Express", "DHL Freight", "DPD Classic"
UPS, SCHENKER, TRUCK = "UPS Standard", "Schenker Freight", "Own truck"
LEEDS, BRISTOL = "Marlow & Finch, Leeds", "Marlow & Finch, Bristol"


def tell(world: Drafting) -> None:
    _contracts(world)
    _supply(world)
    _before_confirmation(world)
    _in_the_warehouse(world)
    _gone(world)
    _references(world)
    _odd(world)
    _more_contracts(world)


def _contracts(world: Drafting) -> None:
    # S00101: stock of one product lies in two warehouses, the promise is tomorrow
    split = [Item("LGT-6020", 6, NORTH), Item("LGT-6020", 4, SOUTH)]
    world.add(BRENNWEITE, split, ordered=(-4, "09:12"), promised=(1, "17:00"), reference="BO-4471")
    # S00102: split over North and South, and the part in South comes a day after the promise
    items = [Item("DRL-5020", 12), Item("DRL-5010", 8, SOUTH, reserved=3)]
    world.add(LINDQVIST, items, ordered=(-5, "10:40"), promised=(1, "17:00"), reference="LM 88120")
    # S00103: complete deliveries only; one line waits, the others are reserved, two days late
    items = [Item("GLV-1040", 60, reserved=20), Item("CLN-4030", 48), Item("TAP-3100", 4)]
    world.add(AUWALD, items, ordered=(-9, "08:05"), promised=(-2, "12:00"), reference="AK-2026-0915")
    # S00104: complete deliveries only; will be late
    items = [Item("EAR-2200", 30, reserved=10), Item("GOG-2100", 30)]
    world.add(AUWALD, items, ordered=(-3, "11:30"), promised=(8, "12:00"), reference="AK-2026-0931")
    # S00105: the purchase itself is overdue
    items = [Item("CLN-4020", 30, reserved=0)]
    world.add(KESTREL, items, ordered=(-8, "15:20"), promised=(-1, "17:00"), reference="KFS/PO/5519")
    # S00106: the helmets are reserved for S00107
    items = [Item("HLM-2010", 20, reserved=0)]
    world.add(PORTO, items, ordered=(-4, "13:00"), promised=(3, "17:00"), warehouse=SOUTH)


def _supply(world: Drafting) -> None:
    # S00107: holds the helmets S00106 waits for
    items = [Item("HLM-2010", 30), Item("GOG-2100", 30)]
    world.add(TESSMER, items, ordered=(-10, "07:45"), promised=(10, "17:00"), warehouse=SOUTH)
    # S00108: the batteries are there, on quality hold
    items = [Item("BAT-4100", 12, reserved=0), Item("DRL-5020", 4)]
    world.add(DELTA, items, ordered=(-3, "09:00"), promised=(2, "17:00"))
    # S00109: some on hold, some in another warehouse
    items = [Item("TRL-7020", 4, reserved=0)]
    world.add(NYBERG, items, ordered=(-2, "16:10"), promised=(4, "17:00"), warehouse=SOUTH)


def _before_confirmation(world: Drafting) -> None:
    # S00110 a draft, S00111 and S00112 wait for the money, S00113 over the credit limit
    items = [Item("SHV-7010", 20), Item("TRL-7020", 2)]
    world.add(OAKRIDGE, items, ordered=(-1, "10:00"), status="draft")
    items = [Item("CLN-4030", 60), Item("GLV-1041", 10)]
    world.add(SONNENDECK, items, ordered=(-3, "18:20"), promised=(4, "17:00"), status="sent")
    world.add(GRETA, [Item("DRL-5010", 1)], ordered=(-2, "20:15"), status="sent", warehouse=SOUTH)
    items = [Item("BOX-3020", 40), Item("TAP-3100", 6)]
    world.add(BLUEBELL, items, ordered=(-1, "11:45"), promised=(6, "17:00"), status="draft", warehouse=WEST)


def _in_the_warehouse(world: Drafting) -> None:
    # S00114 ready for days and not picked, S00115 ready and promised for today
    items = [Item("PLT-3200", 40), Item("STR-3300", 8)]
    world.add(HAFENKRAFT, items, ordered=(-7, "06:50"), promised=(-3, "17:00"), carrier=TRUCK)
    items = [Item("LGT-6010", 25)]
    world.add(ERLENBACH, items, ordered=(-3, "14:00"), promised=(0, "17:00"), warehouse=WEST, carrier=DPD)
    # S00116 and S00117 picked, but nobody chose a carrier
    items = [Item("SAW-5030", 3), Item("DRL-5020", 3)]
    world.add(TESSMER, items, ordered=(-4, "07:10"), promised=(0, "17:00"), warehouse=SOUTH, picked=True)
    items = [Item("BOX-3020", 12), Item("LBL-8010", 4)]
    world.add(
        MARLOW,
        items,
        ordered=(-6, "12:30"),
        promised=(-1, "17:00"),
        warehouse=WEST,
        picked=True,
        contact=LEEDS,
        reference="MF-LDS-301",
    )


def _gone(world: Drafting) -> None:
    # S00118 and S00119 left without a tracking number
    items = [Item("CLN-4030", 120)]
    out = (Left((-1, "15:40"), DPD),)
    world.add(KESTREL, items, ordered=(-4, "09:30"), promised=(0, "17:00"), warehouse=WEST, left=out)
    out = (Left((-2, "16:05")),)
    world.add(PRINT, [Item("LBL-8010", 10)], ordered=(-5, "10:10"), promised=(-1, "17:00"), left=out)
    # S00120 partly delivered, the back order waits for stock
    items = [Item("SHV-7010", 12, reserved=0)]
    out = (Left((-6, "11:20"), SCHENKER, "SCH4410027731", {0: 5}),)
    world.add(DELTA, items, ordered=(-12, "09:40"), promised=(-4, "17:00"), left=out, paid="not_paid")
    # S00121 on time, S00122 two days late, S00123 on the promised day
    out = (Left((-4, "15:55"), EXPRESS, "JD014600003101"),)
    items = [Item("DRL-5020", 6), Item("SAW-5030", 2, NORTH)]
    world.add(LINDQVIST, items, ordered=(-8, "09:05"), promised=(-3, "17:00"), left=out, paid="paid")
    out = (Left((-6, "10:30"), SCHENKER, "SCH4410027402"),)
    items = [Item("LGT-6020", 40, SOUTH), Item("SHV-7010", 6, SOUTH)]
    world.add(
        PORTO,
        items,
        ordered=(-15, "11:00"),
        promised=(-8, "17:00"),
        warehouse=SOUTH,
        left=out,
        paid="not_paid",
    )
    out = (Left((-2, "15:10"), EXPRESS, "JD014600003155"),)
    world.add(
        BRENNWEITE,
        [Item("GOG-2100", 80)],
        ordered=(-6, "08:20"),
        promised=(-2, "17:00"),
        left=out,
        paid="partial",
    )
    # S00124 cancelled as a quotation, S00125 cancelled with its delivery
    world.add(
        OAKRIDGE, [Item("HLM-2012", 60)], ordered=(-14, "13:15"), promised=(-5, "17:00"), status="cancel"
    )
    world.add(
        INES, [Item("LGT-6010", 2)], ordered=(-6, "19:05"), status="cancel", warehouse=WEST, rest="cancelled"
    )


def _references(world: Drafting) -> None:
    # S00126 and S00127 carry the same reference
    out = (Left((-9, "16:20"), UPS, "1Z99AA10123456784"),)
    items = [Item("GLV-1041", 30)]
    world.add(
        MARLOW,
        items,
        ordered=(-14, "10:00"),
        promised=(-9, "17:00"),
        warehouse=WEST,
        left=out,
        paid="paid",
        contact=LEEDS,
        reference="PO-7781",
    )
    items = [Item("BOX-3010", 30, reserved=10)]
    world.add(
        MARLOW,
        items,
        ordered=(-5, "10:30"),
        promised=(2, "17:00"),
        warehouse=WEST,
        contact=BRISTOL,
        reference="PO-7781",
    )
    # S00128: the customer's reference is another order's number
    items = [Item("EAR-2200", 8, SOUTH)]
    world.add(
        TESSMER,
        items,
        ordered=(-2, "07:30"),
        promised=(5, "17:00"),
        warehouse=SOUTH,
        reference="S00140",
        carrier=DPD,
    )
    # S00129 a private customer's parcel
    out = (Left((-1, "14:30"), DPD, "09445500017821"),)
    items = [Item("DRL-5020", 1), Item("BAT-4100", 1, SOUTH)]
    world.add(
        GRETA, items, ordered=(-5, "21:40"), promised=(0, "17:00"), warehouse=SOUTH, left=out, paid="paid"
    )


def _odd(world: Drafting) -> None:
    # S00130 and S00131: only a request for quotation would bring the saws; S00131 has no promise
    world.add(
        TOM, [Item("SAW-5030", 1, reserved=0)], ordered=(-6, "20:00"), promised=(6, "17:00"), paid="paid"
    )
    world.add(NYBERG, [Item("SAW-5030", 6, reserved=0)], ordered=(-9, "08:50"))
    # S00132: nothing brings the scales
    items = [Item("SCL-8020", 5, reserved=0), Item("LBL-8010", 5)]
    world.add(ERLENBACH, items, ordered=(-4, "13:40"), promised=(5, "17:00"), warehouse=WEST)
    # S00133: no promise at all, ready
    world.add(HAFENKRAFT, [Item("STR-3300", 20)], ordered=(-1, "07:20"), carrier=TRUCK)
    # S00134: free stock is there, nobody reserved it
    items = [Item("CLN-4010", 15, reserved=0)]
    world.add(SONNENDECK, items, ordered=(-2, "09:50"), promised=(1, "17:00"), warehouse=WEST, paid="paid")
    # S00135 needs two receipts, S00136 gets what is left of the second
    items = [Item("HLM-2010", 50, reserved=5)]
    world.add(BLUEBELL, items, ordered=(-6, "10:15"), promised=(7, "17:00"))
    items = [Item("HLM-2010", 60, reserved=0)]
    world.add(KESTREL, items, ordered=(-5, "10:20"), promised=(9, "17:00"), reference="KFS/PO/5532")
    # S00137: two shortages and one line that is ready
    items = [Item("SHV-7010", 4, reserved=0), Item("LGT-6020", 8, reserved=0), Item("DRL-5020", 6)]
    world.add(DELTA, items, ordered=(-4, "15:00"), promised=(6, "17:00"), reference="DRW 20418")
    # S00138: left in three parts, all delivered
    parts = (
        Left((-18, "15:00"), DPD, "09445500016611", {0: 20}),
        Left((-14, "15:05"), DPD, "09445500016702", {0: 20}),
        Left((-11, "14:50"), DPD, "09445500016913", {0: 10}),
    )
    world.add(
        OAKRIDGE,
        [Item("HLM-2012", 50)],
        ordered=(-22, "09:00"),
        promised=(-15, "17:00"),
        warehouse=WEST,
        left=parts,
        paid="paid",
    )
    # S00139: five came back
    out = (Left((-10, "16:15"), EXPRESS, "JD014600002987"),)
    world.add(
        LINDQVIST,
        [Item("GLV-1041", 20)],
        ordered=(-13, "08:30"),
        promised=(-9, "17:00"),
        left=out,
        returned={0: 5},
        paid="paid",
    )
    # S00140: twelve left where ten were ordered
    out = (Left((-5, "15:25"), DPD, "09445500017402", {0: 12}),)
    items = [Item("STR-3300", 10)]
    world.add(BRENNWEITE, items, ordered=(-9, "10:05"), promised=(-4, "17:00"), left=out, paid="not_paid")
    # S00141: the order stands, its delivery was cancelled
    items = [Item("GOG-2100", 24)]
    world.add(
        TESSMER,
        items,
        ordered=(-7, "12:00"),
        promised=(-1, "17:00"),
        warehouse=SOUTH,
        rest="cancelled",
        salesperson=None,
    )
    # S00142: goods delivered, two hours of assembly are still to come
    out = (Left((-3, "09:40"), TRUCK, None, {0: 4}),)
    items = [Item("SHV-7010", 4), Item("SRV-9010", 2)]
    world.add(BLUEBELL, items, ordered=(-9, "14:10"), promised=(-2, "17:00"), left=out, paid="not_paid")
    # S00143: Odoo calls the delivery ready although ten of thirty are missing
    items = [Item("LBL-8010", 30, reserved=20), Item("SCL-8020", 2)]
    world.add(HAFENKRAFT, items, ordered=(-3, "06:30"), promised=(3, "17:00"), carrier=FREIGHT)
    # S00144: our own truck, no tracking
    out = (Left((-1, "08:10"), TRUCK),)
    world.add(ERLENBACH, [Item("PLT-3200", 30)], ordered=(-4, "11:10"), promised=(-1, "17:00"), left=out)
    # S00145: picked and booked, waits for the driver
    items = [Item("LGT-6010", 1)]
    world.add(
        INES,
        items,
        ordered=(-1, "18:45"),
        promised=(1, "17:00"),
        warehouse=WEST,
        picked=True,
        carrier=UPS,
        tracking="1Z99AA10123461112",
        paid="paid",
    )


def _more_contracts(world: Drafting) -> None:
    # S00146: overdue purchase and no promise
    world.add(NYBERG, [Item("CLN-4020", 10, reserved=0)], ordered=(-7, "08:15"))
    # S00147: a customer abroad, on the way
    out = (Left((-1, "16:10"), EXPRESS, "JD014600003201"),)
    items = [Item("DRL-5020", 1), Item("GOG-2100", 1)]
    world.add(TOM, items, ordered=(-3, "22:05"), promised=(1, "17:00"), left=out, paid="paid")
    # S00148: one part left from West, the rest waits in North
    items = [Item("CLN-4030", 96, WEST), Item("GLV-1040", 60, NORTH, reserved=0)]
    out = (Left((-2, "15:50"), DPD, "09445500017755", {0: 96}, WEST),)
    world.add(KESTREL, items, ordered=(-5, "09:55"), promised=(6, "17:00"), left=out, reference="KFS/PO/5540")
    # S00149: the receipt comes on the promised day itself: not late
    items = [Item("HLM-2010", 10, reserved=0)]
    world.add(PORTO, items, ordered=(-3, "12:25"), promised=(4, "17:00"), warehouse=SOUTH)
    # S00150: a priority customer twelve days late, the worst of all
    items = [Item("SHV-7010", 10, reserved=0), Item("TRL-7020", 1, NORTH)]
    world.add(BRENNWEITE, items, ordered=(-20, "09:45"), promised=(-12, "17:00"), reference="BO-4409")


def tell_austria(world: Drafting) -> None:
    """The second company's orders, told last."""
    alpen, donau = "Alpenblick Seilbahnen GmbH", "Donauhof Hotelbetriebe GmbH"
    world.add(alpen, [Item("HLM-2010", 40)], ordered=(-3, "09:00"), promised=(2, "17:00"), warehouse=VIENNA)
    out = (Left((-5, "14:00"), DPD, "01596600012345"),)
    world.add(
        alpen,
        [Item("EAR-2200", 25)],
        ordered=(-9, "10:00"),
        promised=(-5, "17:00"),
        warehouse=VIENNA,
        left=out,
        paid="paid",
        reference="ASB 77",
    )
    items = [Item("CLN-4030", 200, reserved=80)]
    world.add(donau, items, ordered=(-6, "11:15"), promised=(-1, "17:00"), warehouse=VIENNA)
    world.add(donau, [Item("TAP-3100", 3)], ordered=(-1, "15:30"), status="draft", warehouse=VIENNA)
