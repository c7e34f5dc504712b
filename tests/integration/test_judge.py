"""The judge over real HTTP, against a stand-in with canned verdicts: this proves wiring, never quality."""

import asyncio
import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings
from evals.masked import guard_for, masked_run
from tests.servers.aimock import Aimock
from tests.servers.broken import refusing

ROOT = Path(__file__).resolve().parents[2]
JUDGED = {"faithfulness", "context_recall", "answer_relevancy", "factual_correctness", "noise_sensitivity"}
PERSONAL = ("anna.becker@firma.de", "+49 40 1234567", "DE89 3704 0044 0532 0130 00", "4111 1111 1111 1111")
CANNED = {
    "faithfulness": 0.5,  # one of two statements holds
    "context_recall": 0.6667,  # two of three are attributed
    "answer_relevancy": 1.0,  # every text has the same vector
    "factual_correctness": 0.5,  # one right, one wrong, one missing
    "noise_sensitivity": 0.0,  # the wrong claim of two is not what the evidence says
}


def case(name: str, text: str = "When is the cut-off?", **more: Any) -> dict[str, Any]:
    words = f"{text} {name}"
    fields = {"id": name, "text": words, "outcome": ["reply"], "sources": [["sops/a.md"]], "reference": words}
    answer = {
        "outcome": "reply",
        "text": f"At 15:30 [1]. {words}",
        "evidence": [{"id": "p1", "kind": "passage", "source": "sops/a.md", "text": f"15:30. {words}"}],
    }
    return {"case": fields | more, "answer": answer, "elapsed_ms": 1.0}


def remove_masked_texts(run: Path) -> None:
    (run / "judge-input.jsonl").unlink()


def written(run: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in run.glob("ragas*"))


def write_rows(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def make_folders(*folders: Path) -> None:
    for folder in folders:
        folder.mkdir()


async def make_run(folder: Path, *rows: Mapping[str, Any]) -> Path:
    write_rows(folder / "run.jsonl", rows)
    await masked_run(folder, await guard_for(Settings.model_construct()))
    return folder


def judged(
    python: Path, module: str, folder: Path, settings: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a module of RAGAS's environment on a folder, with no settings but the judge's."""
    judge = {f"SHIPMATE_JUDGE__{name.upper()}": value for name, value in settings.items()}
    return run_python(python, ["-m", module, str(folder)], judge | {"NO_PROXY": "127.0.0.1"})


def run_python(
    python: Path, arguments: Sequence[str], more: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    others = ("SHIPMATE_", "XDG_")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    return subprocess.run(
        [python, *arguments],
        cwd=ROOT,
        env={**clean, **more},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


class Scored:
    """What the scoring process left behind."""

    def __init__(self, python: Path, run: Path, settings: Mapping[str, str]) -> None:
        done = judged(python, "evals.ragas_env.score", run, settings)
        assert done.returncode == 0, done.stderr
        self.printed = done.stdout + done.stderr
        self.info: Mapping[str, Any] = json.loads((run / "ragas-info.json").read_text(encoding="utf-8"))
        lines = (run / "ragas.jsonl").read_text(encoding="utf-8").splitlines()
        self.rows: Sequence[Mapping[str, Any]] = [json.loads(line) for line in lines]

    def judged(self, at: int = 0) -> dict[str, float | None]:
        return {name: value for name, value in self.rows[at]["scores"].items() if name in JUDGED}


def azure(aimock: Aimock, **more: str) -> dict[str, str]:
    return {
        "kind": "azure",
        "endpoint": aimock.url,
        "model": "judge-4o",
        "embeddings": "embed-3",
        "api_version": "2024-10-21",
        "api_key": aimock.key,
        "timeout_seconds": "2",
    } | more


async def test_every_metric_is_asked_of_azure_by_deployment_and_version(
    aimock: Aimock, ragas_python: Path, tmp_path: Path
) -> None:
    scored = Scored(ragas_python, await make_run(tmp_path, case("plain")), azure(aimock))
    asked = aimock.requests()
    assert {request["path"] for request in asked} == {
        "/openai/deployments/judge-4o/chat/completions?api-version=2024-10-21",
        "/openai/deployments/embed-3/embeddings?api-version=2024-10-21",
    }
    assert {request["response"]["status"] for request in asked} == {200}
    assert all("api-key" in request["headers"] for request in asked)
    chats = [request["body"] for request in asked if "chat" in request["path"]]
    assert {body["response_format"]["type"] for body in chats} == {"json_object"}
    assert {body["max_tokens"] for body in chats} == {4096}
    assert scored.judged() == CANNED
    assert scored.info["judge"]["requests"] == len(asked)


async def test_an_openai_compatible_server_is_asked_under_its_own_path(
    aimock: Aimock, ragas_python: Path, tmp_path: Path
) -> None:
    settings = azure(aimock, kind="openai-compatible", endpoint=f"{aimock.url}/v1")
    scored = Scored(ragas_python, await make_run(tmp_path, case("plain")), settings)
    asked = aimock.requests()
    assert {request["path"] for request in asked} == {"/v1/chat/completions", "/v1/embeddings"}
    assert all("authorization" in request["headers"] for request in asked)
    assert scored.judged() == CANNED


async def test_a_stub_is_called_a_stub_and_may_not_block(
    aimock: Aimock, ragas_python: Path, tmp_path: Path
) -> None:
    scored = Scored(ragas_python, await make_run(tmp_path, case("plain")), azure(aimock, stub="false"))
    judge = scored.info["judge"]
    assert (judge["kind"], judge["calibration"]) == ("stub", None)
    assert "stub" in scored.printed
    assert not any(scored.info["metrics"][name]["may_block"] for name in JUDGED)
    assert scored.info["metrics"]["id_context_recall"]["may_block"]
    assert "127.0.0.1" not in written(tmp_path)
    assert aimock.key not in written(tmp_path) + scored.printed


async def test_no_personal_value_reaches_the_judge(
    aimock: Aimock, ragas_python: Path, tmp_path: Path
) -> None:
    text = f"Write to {PERSONAL[0]} or call {PERSONAL[1]}, IBAN {PERSONAL[2]}, card {PERSONAL[3]}."
    scored = Scored(ragas_python, await make_run(tmp_path, case("personal", text)), azure(aimock))
    bodies = json.dumps([request["body"] for request in aimock.requests()], ensure_ascii=False)
    assert "EMAIL" in bodies
    assert [value for value in PERSONAL if value in bodies or value.replace(" ", "") in bodies] == []
    assert [value for value in PERSONAL if value in scored.printed] == []


async def test_a_case_that_was_not_masked_is_not_sent(
    aimock: Aimock, ragas_python: Path, tmp_path: Path
) -> None:
    run = await make_run(tmp_path, case("plain"))
    remove_masked_texts(run)
    scored = Scored(ragas_python, run, azure(aimock))
    assert aimock.requests() == []
    assert scored.info["reasons"]["faithfulness"] == {"not_masked": 1}


async def test_a_judge_that_is_asked_too_often_is_waited_for(
    aimock: Aimock, ragas_python: Path, tmp_path: Path
) -> None:
    settings = azure(aimock, concurrency="1")
    scored = Scored(ragas_python, await make_run(tmp_path, case("asks-too-often")), settings)
    asked = aimock.requests()
    refused = next(at for at, request in enumerate(asked) if request["response"]["status"] == 429)
    again = next(request for request in asked[refused + 1 :] if request["body"] == asked[refused]["body"])
    assert again["timestamp"] - asked[refused]["timestamp"] >= 1000
    assert scored.judged() == CANNED
    assert scored.info["judge"]["requests"] == len(asked)


async def test_a_server_that_breaks_once_is_asked_again(
    aimock: Aimock, ragas_python: Path, tmp_path: Path
) -> None:
    scored = Scored(ragas_python, await make_run(tmp_path, case("server-breaks")), azure(aimock))
    assert 500 in {request["response"]["status"] for request in aimock.requests()}
    assert scored.judged() == CANNED


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("always-too-often", "rate_limited"),
        ("filtered-out", "content_filter"),
        ("talks-nonsense", "malformed"),
        ("other-shape", "malformed"),
        ("stops-half-way", "cut_short"),
        ("takes-for-ever", "timeout"),
    ],
)
async def test_a_fault_leaves_no_score_but_a_reason(
    fault: str, code: str, aimock: Aimock, ragas_python: Path, tmp_path: Path
) -> None:
    run = await make_run(tmp_path, case(fault), case("plain"))
    scored = Scored(ragas_python, run, azure(aimock, timeout_seconds="0.5"))
    assert scored.rows[0]["scores"]["faithfulness"] is None
    assert scored.info["failed"]["faithfulness"] == 1
    assert scored.info["reasons"]["faithfulness"] == {code: 1}
    assert scored.info["metrics"]["faithfulness"]["usable"] is False
    assert "faithfulness is of no use: 1 of 2 failed" in scored.printed
    assert scored.judged(1) == CANNED
    assert scored.rows[0]["scores"]["id_context_recall"] == 1.0


async def test_a_refused_key_ends_the_asking(aimock: Aimock, ragas_python: Path, tmp_path: Path) -> None:
    settings = azure(aimock, api_key="wrong", concurrency="1")
    scored = Scored(ragas_python, await make_run(tmp_path, case("one"), case("two")), settings)
    assert scored.info["judge"]["requests"] == 1
    assert scored.info["reasons"]["faithfulness"] == {"unauthorised": 2}


async def test_a_judge_that_cannot_be_reached_costs_its_scores_and_no_others(
    ragas_python: Path, tmp_path: Path
) -> None:
    with refusing() as url:
        settings = {"kind": "azure", "endpoint": url, "model": "m", "api_key": "k", "max_calls": "8"}
        scored = Scored(ragas_python, await make_run(tmp_path, case("plain")), settings)
    assert set(scored.info["reasons"]["faithfulness"]) <= {"unreachable", "budget"}
    assert "answer_relevancy" not in scored.info["metrics"]
    assert scored.rows[0]["scores"]["id_context_recall"] == 1.0


async def test_no_more_is_asked_than_the_budget_allows(
    aimock: Aimock, ragas_python: Path, tmp_path: Path
) -> None:
    run = await make_run(tmp_path, *(case(f"case {number}") for number in range(5)))
    scored = Scored(ragas_python, run, azure(aimock, max_calls="7"))
    assert len(aimock.requests()) == scored.info["judge"]["requests"] == 7
    reasons = {reason for of_metric in scored.info["reasons"].values() for reason in of_metric}
    assert reasons == {"budget"}


async def test_without_a_judge_nothing_is_opened_and_nothing_is_left_elsewhere(
    ragas_python: Path, tmp_path: Path
) -> None:
    run, home = tmp_path / "run", tmp_path / "home"
    make_folders(run, home)
    await make_run(run, case("plain"))
    program = (
        "import socket, sys\n"
        "def refuse(*arguments, **options): print('OUTSIDE', file=sys.stderr); raise OSError\n"
        "socket.getaddrinfo = socket.create_connection = socket.socket.connect = refuse\n"
        "from evals.ragas_env.score import main\n"
        "raise SystemExit(main())\n"
    )
    done = await asyncio.to_thread(run_python, ragas_python, ["-c", program, str(run)], {"HOME": str(home)})
    assert (done.returncode, done.stdout) == (0, "no judge was asked\n")
    assert "OUTSIDE" not in done.stderr
    assert list(home.iterdir()) == []
    row = json.loads((run / "ragas.jsonl").read_text(encoding="utf-8"))
    assert row["scores"]["id_context_precision"] == row["scores"]["id_context_recall"] == 1.0
    assert 0 < row["scores"]["string_similarity"] < 1


async def test_ragas_computes_what_was_worked_out_by_hand(ragas_python: Path, tmp_path: Path) -> None:
    """Two groups, one of them met twice over; a fourth document is not wanted."""
    found = [{"id": name, "kind": "passage", "source": name, "text": "t"} for name in ("a", "b", "d", "d")]
    asked = case("plain", sources=[["a", "b"], ["c"]], reference="")
    asked["answer"]["evidence"] = found
    scored = Scored(ragas_python, await make_run(tmp_path, asked), {})
    assert scored.rows[0]["scores"] == {
        "id_context_precision": 0.6667,
        "id_context_recall": 0.5,
        "string_similarity": None,
        "rouge_l": None,
        "chrf": None,
    }


async def test_a_calibration_is_kept_found_again_and_never_lets_a_stub_block(
    aimock: Aimock, ragas_python: Path, tmp_path: Path
) -> None:
    """Sixty made-up labels; the canned judge gives each answer the same score, so nothing correlates."""
    kept, labels = tmp_path / "judge", tmp_path / "labels"
    make_folders(labels)
    made_up = [
        {
            "id": f"l{number}",
            "question": "q",
            "answer": f"answer {number}",
            "evidence": ["e"],
            "metric": "faithfulness",
            "score": number % 5 / 4,
            "rater": "made-up",
            "on": "2026-11-26",
            "masked": True,
        }
        for number in range(60)
    ]
    write_rows(labels / "made-up.jsonl", made_up)
    settings = azure(aimock, folder=str(kept))
    done = await asyncio.to_thread(judged, ragas_python, "evals.ragas_env.calibrate", labels, settings)
    assert done.returncode == 0, done.stderr
    assert "60 labels of 1 raters" in done.stdout
    assert "may not block" in done.stdout
    scored = Scored(ragas_python, await make_run(tmp_path, case("plain")), settings)
    calibration = scored.info["judge"]["calibration"]
    assert (calibration["labels"], calibration["spearman"], calibration["may_block"]) == (60, None, False)
