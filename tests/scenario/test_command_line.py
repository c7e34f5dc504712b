"""The command line as programs and operators use it: its JSON, its lines, its exit codes."""

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.settings import sandbox_index
from tests.scenario.command_line import run

AT = "2026-11-23T14:05"
ASK_KEYS = [
    *("id", "turn_id", "outcome", "reason", "text", "language", "as_of", "citations", "evidence", "orders"),
    *("choices", "action", "card", "model", "versions", "elapsed_ms"),
]
CITATION_KEYS = ["n", "title", "source", "start", "end", "version", "page"]
EVIDENCE_KEYS = ["id", "kind", "source", "start", "end", "score", "text", "used"]
RESULT_KEYS = ["source", "start", "end", "score", "title", "kind", "audience", "text"]


@pytest.fixture(scope="module", autouse=True)
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache of its own, and documents searched by words alone: the weights may not be installed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("SHIPMATE_DOCUMENTS__EMBEDDINGS", "none")
        yield


def jsonl(folder: Path, *lines: object) -> str:
    path = folder / "questions.jsonl"
    rows = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return str(path)


def test_ask_gives_the_json_that_was_agreed() -> None:
    answer = run("ask", "Where is S00101?", "--as", "customer-service", "--at", AT, "--json").json
    assert list(answer) == ASK_KEYS
    assert answer["outcome"] == "reply"
    assert answer["model"] == "composer"
    assert answer["action"] == "none"
    assert answer["as_of"].startswith("2026-11-23T13:05")
    assert list(answer["versions"]) == ["app", "prompt", "index", "model"]
    assert [list(citation) for citation in answer["citations"]] == [CITATION_KEYS] * len(answer["citations"])
    assert [list(item) for item in answer["evidence"]] == [EVIDENCE_KEYS] * len(answer["evidence"])
    assert "S00101" in [order["number"] for order in answer["orders"]]
    assert answer["elapsed_ms"] > 0


def test_citations_are_marks_in_the_text_and_lead_to_evidence_that_was_used() -> None:
    answer = run("ask", "cut-off for DHL Express?", "--as", "warehouse", "--at", AT, "--json").json
    assert answer["citations"]
    assert all(f"[{citation['n']}]" in answer["text"] for citation in answer["citations"])
    used = {(item["source"], item["start"], item["end"]) for item in answer["evidence"] if item["used"]}
    assert {(one["source"], one["start"], one["end"]) for one in answer["citations"]} <= used


def test_passages_are_the_characters_of_the_extracted_text_they_name() -> None:
    results = run("search", "late delivery credit", "--as", "supervisor", "--top", "10", "--json").json[
        "results"
    ]
    assert len(results) > 3
    for result in results:
        stored = run("extract", result["source"], "--json").json
        assert list(stored) == ["source", "text"]
        assert stored["text"][result["start"] : result["end"]] == result["text"]


def test_evidence_of_an_answer_is_cut_from_the_extracted_text_too() -> None:
    answer = run("ask", "a pallet arrived damaged, what now?", "--as", "warehouse", "--json").json
    passages = [item for item in answer["evidence"] if item["kind"] == "passage"]
    assert passages
    for item in passages:
        text = run("extract", item["source"], "--json").json["text"]
        assert text[item["start"] : item["end"]] == item["text"]


def test_search_gives_the_json_that_was_agreed_best_first() -> None:
    results = run("search", "cut-off for DHL Express", "--as", "staff", "--top", "3", "--json").json[
        "results"
    ]
    assert 0 < len(results) <= 3
    assert [list(result) for result in results] == [RESULT_KEYS] * len(results)
    scores = [result["score"] for result in results]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_search_can_be_held_to_one_document() -> None:
    results = run(
        "search", "cut-off", "--as", "staff", "--document", "carriers/dhl-express.md", "--json"
    ).json["results"]
    assert {result["source"] for result in results} == {"carriers/dhl-express.md"}


def test_search_finds_nothing_rather_than_anything() -> None:
    found = run("search", "quantum chromodynamics lattice", "--as", "staff", "--json").json
    assert (found["id"], found["results"]) == (None, [])


def test_search_shows_each_role_what_it_may_see() -> None:
    question = ("search", "credit for late delivery under the supply contract", "--top", "20", "--json")
    seen = {
        role: {one for result in run(*question, "--as", role).json["results"] for one in result["audience"]}
        for role in ("public", "customer:Brennweite Optik GmbH", "customer-service")
    }
    assert seen["public"] <= {"public"}
    assert seen["customer:Brennweite Optik GmbH"] & {"staff", "customer:Lindqvist Maskin AB"} == set()
    assert any(audience.startswith("role:") or audience == "staff" for audience in seen["customer-service"])


def test_index_gives_the_json_that_was_agreed_and_reads_a_folder_once(tmp_path: Path) -> None:
    folder, index = tmp_path / "documents", str(tmp_path / "own.sqlite")
    folder.mkdir()
    (folder / "lamps.md").write_text(
        _document("public", "Lamps are shipped in blue boxes."), encoding="utf-8"
    )
    (folder / "secret.md").write_text("# Plan\n\nNobody may read about zebras.\n", encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"no pdf at all")
    first = run("index", str(folder), "--index", index, "--json")
    assert list(first.json) == [
        *(
            "added",
            "updated",
            "unchanged",
            "removed",
            "failed",
            "hidden",
            "suspicious",
            "passages",
            "seconds",
        ),
    ]
    assert first.code == 1
    assert (first.json["added"], first.json["hidden"]) == (2, ["secret.md"])
    assert [list(failure) for failure in first.json["failed"]] == [["path", "reason"]]
    again = run("index", str(folder), "--index", index, "--json").json
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, 2)
    found = run("search", "lamps in blue boxes", "--index", index, "--json").json["results"]
    assert [result["source"] for result in found] == ["lamps.md"]
    assert (
        run("search", "zebras plan", "--index", index, "--as", "supervisor", "--json").json["results"] == []
    )
    answer = run("ask", "in which boxes are lamps shipped?", "--index", index, "--json").json
    assert "blue boxes" in answer["text"]


def _document(audience: str, text: str) -> str:
    head = f"title: Lamps\nkind: policy\naudience: {audience}\nstatus: approved\nversion: '1'"
    return f"---\n{head}\n---\n\n# Lamps\n\n{text}\n"


def test_index_reports_a_folder_there_is_not(tmp_path: Path) -> None:
    ran = run("index", str(tmp_path / "nowhere"), "--index", str(tmp_path / "own.sqlite"), "--json")
    assert ran.code == 1
    assert len(ran.json["failed"]) == 1


def test_extract_reads_a_file_that_is_not_indexed(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Lamps are blue.\n", encoding="utf-8")
    assert run("extract", str(path)).out.strip() == "Lamps are blue."


def test_extract_says_that_there_is_no_such_source() -> None:
    ran = run("extract", "nowhere.md")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("shipmate: ")


def test_redact_gives_the_json_that_was_agreed() -> None:
    text = "S00042 for anna@firma.de, call 0171 2345678"
    shown = run("redact", text, "--json").json
    assert list(shown) == ["id", "redacted", "findings"]
    assert shown["redacted"] == "S00042 for ⟦EMAIL·A⟧, call ⟦PHONE·A⟧"
    assert [list(finding) for finding in shown["findings"]] == [["start", "end", "type", "score"]] * 2
    assert [text[one["start"] : one["end"]] for one in shown["findings"]] == ["anna@firma.de", "0171 2345678"]


def test_redact_reads_a_text_from_standard_input() -> None:
    assert run("redact", stdin="mail anna@firma.de").out.strip() == "mail ⟦EMAIL·A⟧"


def test_lines_are_answered_in_their_order_and_an_unreadable_one_costs_only_itself(tmp_path: Path) -> None:
    path = jsonl(
        tmp_path,
        {"id": "b", "text": "mail anna@firma.de"},
        "this is no JSON, anna@firma.de",
        "",
        {"id": "c"},
        {"id": 7, "text": "S00042", "more": "is left alone"},
        "[1]",
    )
    ran = run("redact", "--jsonl", path)
    assert ran.code == 1
    assert [line["id"] for line in ran.lines] == ["b", None, "c", 7, None]
    assert ["error" in line for line in ran.lines] == [False, True, True, False, True]
    assert [sorted(line) for line in ran.lines if "error" in line] == [["error", "id"]] * 3
    assert "anna" not in ran.out + ran.err


def test_lines_can_come_from_standard_input() -> None:
    ran = run("redact", "--jsonl", "-", stdin='{"id":"x","text":"a@b.de"}\n')
    assert (ran.code, [line["redacted"] for line in ran.lines]) == (0, ["⟦EMAIL·A⟧"])


def test_placeholders_are_stable_in_a_conversation_of_lines(tmp_path: Path) -> None:
    path = jsonl(
        tmp_path,
        {"id": 1, "text": "a@b.de", "conversation": "one"},
        {"id": 2, "text": "c@d.de then a@b.de", "conversation": "one"},
        {"id": 3, "text": "c@d.de", "conversation": "two"},
    )
    redacted = [line["redacted"] for line in run("redact", "--jsonl", path).lines]
    assert redacted == ["⟦EMAIL·A⟧", "⟦EMAIL·B⟧ then ⟦EMAIL·A⟧", "⟦EMAIL·A⟧"]


def test_each_line_has_its_own_role_clock_and_conversation(tmp_path: Path) -> None:
    path = jsonl(
        tmp_path,
        {"id": 1, "text": "Where is S00101?", "as": "staff", "conversation": "one", "at": AT},
        {"id": 2, "text": "Where is S00101?", "at": "2026-11-24T09:00"},
        {"id": 3, "text": "why?", "as": "staff", "conversation": "one", "at": AT},
        {"id": 4, "text": "hello", "as": "king"},
        {"id": 5, "text": "hello", "at": "yesterday"},
        {"id": 6, "text": "thanks"},
    )
    ran = run("ask", "--jsonl", path, "--as", "public")
    answers = ran.lines
    assert ran.code == 1
    assert [answer["id"] for answer in answers] == [1, 2, 3, 4, 5, 6]
    assert [order["number"] for order in answers[0]["orders"]] == ["S00101"]
    assert (answers[1]["reason"], answers[1]["orders"]) == ("needs_proof", [])
    assert answers[1]["as_of"].startswith("2026-11-24T08:00")
    assert [order["number"] for order in answers[2]["orders"]] == ["S00101"]
    assert ["error" in answer for answer in answers] == [False, False, False, True, True, False]
    assert len({answer["turn_id"] for answer in answers if "turn_id" in answer}) == 4


def test_search_answers_lines_as_their_own_role(tmp_path: Path) -> None:
    path = jsonl(
        tmp_path,
        {"id": "staff", "text": "cut-off for DHL Express", "as": "staff"},
        {"id": "public", "text": "cut-off for DHL Express"},
    )
    staff, public = run("search", "--jsonl", path).lines
    assert (staff["id"], public["id"]) == ("staff", "public")
    assert any("staff" in result["audience"] for result in staff["results"])
    assert all(result["audience"] == ["public"] for result in public["results"])


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "hello", "--as", "king"),
        ("ask", "hello", "--as", "customer:Nobody At All"),
        ("ask", "hello", "--at", "yesterday"),
        ("search", "hello", "--as", "king"),
        ("search", "hello", "--index", "no-such-index.sqlite"),
    ],
    ids=" ".join,
)
def test_an_operators_mistake_is_one_clear_sentence(arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("shipmate: ")
    assert len(ran.err.splitlines()) == 1


def test_a_mistyped_setting_is_one_clear_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHIPMATE_ODO__URL", "secret")
    ran = run("ask", "hello")
    assert (ran.code, ran.out) == (2, "")
    assert "SHIPMATE_ODO__URL" in ran.err
    assert "secret" not in ran.err


def test_doctor_checks_every_part() -> None:
    run("search", "anything")
    ran = run("doctor", "--json")
    assert list(ran.json) == ["ok", "checks"]
    assert [list(check) for check in ran.json["checks"]] == [
        ["part", "ok", "finding", "mend", "warns"]
    ] * len(ran.json["checks"])
    assert {"redaction", "index", "embeddings", "orders"} <= {check["part"] for check in ran.json["checks"]}
    assert (ran.code, ran.json["ok"]) == (0, True)


def test_doctor_says_how_to_mend_what_is_wrong(tmp_path: Path) -> None:
    ran = run("doctor", "--index", str(tmp_path / "none.sqlite"), "--json")
    (index,) = [check for check in ran.json["checks"] if check["part"] == "index"]
    assert (ran.code, ran.json["ok"], index["ok"]) == (1, False, False)
    assert "shipmate index" in index["mend"]


def test_what_a_person_reads_has_no_marks_of_markdown() -> None:
    shown = run("ask", "cut-off for DHL Express?", "--as", "warehouse").out
    assert "[1] Carrier policy DHL Express" in shown
    assert "15:30" in shown
    assert not any(mark in shown for mark in ("**", "_Answered", "*Carrier"))


def test_an_empty_question_is_answered_with_fixed_words() -> None:
    answer = run("ask", "  ", "--json").json
    assert (answer["outcome"], answer["reason"]) == ("refusal", "empty")


def _damaged(folder: Path) -> Path:
    path = folder / "damaged.sqlite"
    path.write_bytes(b"no database" * 1000)
    return path


def _newer(folder: Path) -> Path:
    path = folder / "newer.sqlite"
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 999")
    return path


@pytest.mark.parametrize("broken", [_damaged, _newer, lambda folder: folder / "none.sqlite"])
def test_an_index_that_cannot_be_read_hides_no_order(broken: Callable[[Path], Path], tmp_path: Path) -> None:
    question = "Where is S00103? And what is the cut-off for DHL Express?"
    answer = run("ask", question, "--as", "warehouse", "--index", str(broken(tmp_path)), "--json").json
    assert answer["reason"] == "unavailable"
    assert "GLV-1040" in answer["text"]
    assert "documents cannot be searched" in answer["text"]


def test_orders_are_answered_where_the_index_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert "GLV-1040" in run("ask", "Where is S00103?", "--as", "warehouse", "--json").json["text"]


def test_odoo_down_leaves_the_documents_and_the_other_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("search", "anything")
    for name, value in (("URL", "http://127.0.0.1:9"), ("DATABASE", "none"), ("LOGIN", "bot")):
        monkeypatch.setenv(f"SHIPMATE_ODOO__{name}", value)
    monkeypatch.setenv("SHIPMATE_ORDERS__SOURCE", "odoo")
    monkeypatch.setenv("SHIPMATE_DOCUMENTS__INDEX", str(sandbox_index()))
    lines = jsonl(
        tmp_path,
        {"id": 1, "text": "Where is S00103?", "as": "customer:Marlow & Finch Ltd"},
        {"id": 2, "text": "Where is S00103? And what is the cut-off for DHL Express?", "as": "warehouse"},
    )
    ran = run("ask", "--jsonl", lines)
    assert (ran.code, list(ran.lines[0])) == (1, ["id", "error"])
    assert ran.lines[1]["reason"] == "unavailable"
    assert "Odoo does not answer" in ran.lines[1]["text"]
    assert "15:30" in ran.lines[1]["text"]


def test_a_private_customer_can_be_spoken_for() -> None:
    answer = run("ask", "where is my order?", "--as", "customer:Greta Sommer", "--json").json
    assert {order["customer"] for order in answer["orders"]} == {"Greta Sommer"}
