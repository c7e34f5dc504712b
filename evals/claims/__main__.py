"""`python -m evals.claims`: planted faults caught by kind, and true answers stopped."""

import argparse
import asyncio
import sys
import time
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from bot.clock import moment_from_text
from evals.claims.answers import Answered, answers
from evals.claims.free import free_answers, orders_of, paraphrases
from evals.claims.hand_written import FILE, HELD_OUT_FILE, MOMENT, hand_written
from evals.claims.measuring import Share, caught, fallen, lines_of, stopped
from evals.claims.planting import planted
from evals.claims.wordings import HELD_OUT, TUNED

ZONE = ZoneInfo("Europe/Berlin")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evals.claims")
    parser.add_argument("--faults", type=int, default=2400)
    parser.add_argument("--every", type=int, default=1, help="only every n-th question to the composer")
    parser.add_argument("--seed", type=int, default=20261126)
    parser.add_argument("--misses", type=int, default=0, help="show this many of what went wrong")
    options = parser.parse_args()
    said = asyncio.run(answers(options.every))
    sys.stdout.writelines(f"{line}\n" for line in _lines(said, options.faults, options.seed, options.misses))
    for name, file in (("by hand", FILE), ("by hand, held out", HELD_OUT_FILE)):
        rows = asyncio.run(hand_written(moment_from_text(MOMENT, ZONE), file))
        sys.stdout.writelines(f"{line}\n" for line in _by_hand(name, rows, options.misses))


def _lines(said: list[Answered], wanted: int, seed: int, misses: int) -> Iterator[str]:
    orders = orders_of(said)
    now = said[0].now
    free = [*free_answers(orders, ZONE, TUNED), *paraphrases(now, true=True, held_out=False)]
    held = [*free_answers(orders, ZONE, HELD_OUT), *paraphrases(now, true=True, held_out=True)]
    started = time.perf_counter()
    yield "true answers stopped"
    for name, some in (("the composer's", said), ("free words", free), ("free words, held out", held)):
        share, wrong = stopped(some, ZONE)
        yield f"  {name:<28} {share}"
        yield from _shown(wrong[:misses])
    yield f"  {1000 * (time.perf_counter() - started) / (len(said) + len(free) + len(held)):.2f} ms an answer"
    for name, some, share_of in (
        ("composer's", said, 0.6),
        ("free words", free, 0.3),
        ("free words, held out", held, 0.1),
    ):
        shares, missed = caught(planted(some, int(wanted * share_of), seed), ZONE)
        yield f"planted faults caught: {name}"
        yield from lines_of(shares)
        yield from (f"    {one.kind}: {one.after}   <- {one.before}" for one in missed[:misses])
    for held_out in (False, True):
        false = paraphrases(now, true=False, held_out=held_out)
        count = sum(bool(fallen(one, ZONE)) for one in false)
        kind = "held out" if held_out else "tuned"
        yield f"false paraphrases of documents, {kind}: {count} of {len(false)} caught"


def _by_hand(name: str, rows: list[tuple[Answered, bool]], misses: int) -> Iterator[str]:
    true, false = [[row for row, is_true in rows if is_true is wanted] for wanted in (True, False)]
    kept, caught_ = (
        [row for row in true if not fallen(row, ZONE)],
        [row for row in false if fallen(row, ZONE)],
    )
    yield f"sentences {name}: true kept   {Share(count=len(kept), of=len(true))}"
    yield f"sentences {name}: false caught{Share(count=len(caught_), of=len(false))}"
    for row in [*(row for row in true if row not in kept), *(row for row in false if row not in caught_)][
        :misses
    ]:
        yield f"    {row.draft.paragraphs[0].sentences[0].text}"


def _shown(wrong: list[Answered]) -> Iterator[str]:
    for answer in wrong:
        for place, code in fallen(answer, ZONE).items():
            text = " ".join(one.text for one in answer.draft.paragraphs[place].sentences)
            yield f"    {code}: {text[:240]}"


if __name__ == "__main__":
    main()
