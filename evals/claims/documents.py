# ruff: noqa: E501 - a sentence is easier to compare in one line
"""Passages, what is true of them in free words, and what is not: each false one turns one thing round."""

from typing import NamedTuple


class Paraphrases(NamedTuple):
    text: str
    true: tuple[str, ...]
    false: tuple[str, ...]
    held_out: bool = False


PARAPHRASES: tuple[Paraphrases, ...] = (
    Paraphrases(
        "You can cancel an order, or single lines of it, free of charge until picking starts. After dispatch an order can no longer be cancelled. Between the start of picking and dispatch we charge EUR 25 for the work, once for each order.",
        (
            "Until picking starts an order can be cancelled free of charge.",
            "After dispatch an order cannot be cancelled any more.",
            "Between the start of picking and dispatch the work costs EUR 25 for each order.",
            "Bis zum Beginn der Kommissionierung kann ein Auftrag kostenlos storniert werden.",
            "Nach dem Versand kann ein Auftrag nicht mehr storniert werden.",
        ),
        (
            "After dispatch an order can be cancelled.",
            "Until picking starts an order cannot be cancelled free of charge.",
            "Between the start of picking and dispatch the work costs EUR 35 for each order.",
            "Nach dem Versand kann ein Auftrag noch storniert werden.",
            "You will get a refund for the cancelled order.",
        ),
    ),
    Paraphrases(
        "Visible damage on a delivery is reported to purchasing and to the delivering carrier within 24 hours of unloading. Take at least four photographs. Never refuse a whole pallet because single cartons are damaged.",
        (
            "Report visible damage to purchasing and the carrier within 24 hours of unloading.",
            "Visible damage has to be reported within 1 day of unloading.",
            "At least four photographs are taken.",
            "A whole pallet is not refused because single cartons are damaged.",
            "Sichtbare Schäden werden innerhalb von 24 Stunden nach dem Entladen gemeldet.",
        ),
        (
            "Report visible damage to purchasing and the carrier within 48 hours of unloading.",
            "Visible damage has to be reported within 24 days of unloading.",
            "At most four photographs are taken.",
            "At least five photographs are taken.",
            "Visible damage is not reported to the carrier.",
        ),
    ),
    Paraphrases(
        "An order of a priority customer may be split over two shipments or two warehouses when the promised date would break otherwise. Orders of customers who take complete deliveries only must not be split without the customer's written agreement. The reason must be written on the order.",
        (
            "An order of a priority customer may be split over two warehouses when the promised date would break.",
            "Orders of customers who take complete deliveries only may not be split without written agreement.",
            "The reason must be written on the order.",
            "Der Auftrag eines Prioritätskunden darf auf zwei Lager aufgeteilt werden, wenn sonst der zugesagte Termin bricht.",
        ),
        (
            "An order of a priority customer must be split over two warehouses when the promised date would break.",
            "Orders of customers who take complete deliveries only may be split without written agreement.",
            "An order of a priority customer may be split over three warehouses when the promised date would break.",
            "The reason need not be written on the order.",
            "The reason must not be written on the order.",
            "Der Auftrag eines Prioritätskunden darf nicht auf zwei Lager aufgeteilt werden, wenn sonst der zugesagte Termin bricht.",
        ),
    ),
    Paraphrases(
        "Halden credits 2 % of the value of the late lines for each started week from the 5th day late, at most 10 %. Credits under EUR 25 are not paid out.",
        (
            "The contract allows a credit of 2 % for each started week from the 5th day late, 10 % at most.",
            "According to the contract, credits under EUR 25 are not paid out.",
            "Laut Vertrag gibt es ab dem 5. Tag je angefangene Woche 2 % Gutschrift, höchstens 10 %.",
        ),
        (
            "The contract allows a credit of 3 % for each started week from the 5th day late.",
            "The contract allows a credit of 2 % for each started week from the 5th day late, at least 10 %.",
            "According to the contract, credits under EUR 25 are paid out.",
            "The contract allows a credit of 2 % for each started month from the 5th day late.",
            "Credits under USD 25 are not paid out.",
        ),
    ),
    Paraphrases(
        "Express parcels must be booked by 15:30 and at the dock by 16:00. On Fridays the cut-off is 15:00. Hazardous goods do not go by express.",
        (
            "Express parcels must be at the dock by 4 pm and booked by 3:30 pm.",
            "On Fridays the cut-off is 15:00.",
            "Hazardous goods cannot go by express.",
            "Expresspakete müssen bis 16 Uhr am Tor und bis 15:30 Uhr gebucht sein.",
        ),
        (
            "Express parcels must be at the dock by 5 pm and booked by 3:30 pm.",
            "On Mondays the cut-off is 15:00.",
            "Hazardous goods go by express.",
            "Express parcels need not be at the dock by 16:00.",
        ),
        held_out=True,
    ),
    Paraphrases(
        "Money you have paid is returned within 5 working days of the cancellation to the account it came from. We do not pay it to another account. Orders with payment in advance are cancelled automatically when no payment has arrived seven days after the order confirmation.",
        (
            "Money that was paid is returned within five working days of the cancellation.",
            "It is not paid to another account.",
            "Orders paid in advance are cancelled automatically when no payment arrives within 7 days of the confirmation.",
        ),
        (
            "Money that was paid is returned within five weeks of the cancellation.",
            "It can be paid to another account.",
            "Money that was paid is returned within six working days of the cancellation.",
            "We guarantee that your money is returned.",
        ),
        held_out=True,
    ),
)
