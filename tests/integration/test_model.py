"""A language model over real HTTP: on each path it may stand on, and broken in each way it may break."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from typing import Any

import openai
import pytest

from bot.domain import Usage
from bot.generation.model.deployment import Deployment, Reply
from bot.generation.model.faults import DEAD, ModelFault
from bot.generation.model.haystack_chat import Endpoint, HaystackChat, fault_from
from bot.generation.model.prompt import Prompt
from bot.generation.model.reading import written_from
from tests.servers.aimock import Aimock
from tests.servers.broken import ANSWERS, counting, dripping, refusing, silent
from tests.servers.model_stub import ModelStub, Response, completion, failing, model_stub, said
from tests.unit.generation.model.chats import Hand

PROMPT = Prompt(system="You word answers.", user="<question>\nstatus: Where is S00101?\n</question>")
GOOD = said(("Express parcels must be booked by 15:30.", ["E1"]))
TOO_MANY = {"error": {"message": "Too many", "type": "rate_limit_error", "code": "429"}, "status": 429}


def fixture(response: Mapping[str, Any], **more: Any) -> Mapping[str, Any]:
    return {"match": {"userMessage": "S00101"}, "response": response, **more}


@asynccontextmanager
async def chat_at(url: str, **fields: Any) -> AsyncIterator[HaystackChat]:
    plain: dict[str, Any] = {
        "kind": "azure-v1",
        "url": url,
        "model": "gpt-4o",
        "api_key": "key",
        "timeout_seconds": 2.0,
    }
    chat = HaystackChat(Endpoint(**(plain | fields)))
    try:
        yield chat
    finally:
        await chat.close()


async def ask(url: str, prompt: Prompt = PROMPT, **fields: Any) -> Reply:
    async with chat_at(url, **fields) as chat:
        return await chat.ask(prompt)


async def fault(url: str, **fields: Any) -> ModelFault:
    with pytest.raises(ModelFault) as caught:
        await ask(url, **fields)
    return caught.value


@contextmanager
def answering(*responses: Response) -> Iterator[ModelStub]:
    """Give each response in turn, and the last one ever after."""
    left = list(responses)
    with model_stub(lambda _: left.pop(0) if len(left) > 1 else left[0]) as stub:
        yield stub


async def test_azure_is_asked_by_deployment_and_version(aimock: Aimock) -> None:
    aimock.answer_with(fixture({"content": GOOD, "model": "gpt-4o-2024-11-20"}))
    reply = await ask(aimock.url, kind="azure", api_version="2024-10-21", api_key=aimock.key)
    [asked] = aimock.requests()
    assert asked["path"] == "/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21"
    assert "api-key" in asked["headers"]
    assert written_from(reply.text).language == "en"


async def test_azures_v1_path_is_asked_by_model(aimock: Aimock) -> None:
    aimock.answer_with(fixture({"content": GOOD}))
    await ask(aimock.url, kind="azure-v1", api_key=aimock.key)
    [asked] = aimock.requests()
    assert asked["path"] == "/openai/v1/chat/completions"
    assert asked["body"]["model"] == "gpt-4o"


@pytest.mark.parametrize("written", ["", "/", "/openai/v1", "/openai/v1/"])
async def test_azures_v1_path_is_found_however_its_address_is_written(written: str) -> None:
    with answering(completion(GOOD)) as stub:
        await ask(f"{stub.url}{written}")
    assert [one.path for one in stub.asked] == ["/openai/v1/chat/completions"]


async def test_other_servers_are_asked_below_their_own_address(aimock: Aimock) -> None:
    aimock.answer_with(fixture({"content": GOOD}))
    await ask(f"{aimock.url}/v1", kind="openai-compatible", model="llama-4", api_key=aimock.key)
    [asked] = aimock.requests()
    assert asked["path"] == "/v1/chat/completions"
    assert (asked["body"]["model"], asked["body"]["max_tokens"]) == ("llama-4", 900)


async def test_a_wrong_key_is_told_apart(aimock: Aimock) -> None:
    aimock.answer_with(fixture({"content": GOOD}))
    assert (await fault(aimock.url, api_key="wrong")).code == "unauthorised"


async def test_too_many_questions_come_with_how_long_to_wait(aimock: Aimock) -> None:
    aimock.answer_with(fixture({**TOO_MANY, "retryAfter": 7}))
    refused = await fault(aimock.url, api_key=aimock.key)
    assert (refused.code, refused.retry_after_seconds) == ("rate_limited", 7.0)
    assert len(aimock.requests()) == 1


@pytest.mark.parametrize(
    ("fixture_", "code"),
    [
        ({"response": {"error": {"message": "no", "type": "server_error"}, "status": 500}}, "server_error"),
        (
            {"response": {"error": {"message": "no", "code": "content_filter"}, "status": 400}},
            "content_filter",
        ),
        ({"response": {"content": GOOD[:30], "finishReason": "length"}}, "cut_off"),
        ({"response": {"content": GOOD, "finishReason": "content_filter"}}, "content_filter"),
        ({"response": {"content": GOOD}, "chaos": {"latencyMs": 8000}}, "timeout"),
        ({"response": {"content": GOOD}, "chaos": {"disconnectRate": 1}}, "unreachable"),
        ({"response": {"content": GOOD}, "chaos": {"malformedRate": 1}}, "malformed"),
        ({"response": {"content": GOOD}, "chaos": {"dropRate": 1}}, "server_error"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_each_way_to_fail_has_its_code(aimock: Aimock, fixture_: Mapping[str, Any], code: str) -> None:
    aimock.answer_with({"match": {"userMessage": "S00101"}, **fixture_})
    assert (await fault(aimock.url, api_key=aimock.key, timeout_seconds=1.0)).code == code
    assert len(aimock.requests()) <= 1  # a slow one is in its journal when it is done


async def test_the_request_holds_what_was_agreed_and_nothing_else() -> None:
    with answering(completion(GOOD)) as stub:
        await ask(stub.url, max_output_tokens=500, temperature=0.0)
    body = stub.asked[0].body
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert (body["max_completion_tokens"], body["temperature"]) == (500, 0.0)
    assert body["response_format"]["json_schema"]["strict"] is True
    assert "tools" not in body


async def test_a_reasoning_model_is_sent_no_temperature_and_a_plain_one_no_schema() -> None:
    with answering(completion(GOOD)) as stub:
        await ask(stub.url, with_schema=False)
    assert "temperature" not in stub.asked[0].body
    assert stub.asked[0].body["response_format"] == {"type": "json_object"}


async def test_what_it_counted_and_how_it_calls_itself_comes_back() -> None:
    with answering(completion(GOOD)) as stub:
        reply = await ask(stub.url)
    assert (reply.usage, reply.version) == (Usage(prompt_tokens=900, completion_tokens=40), "stub-2026")


async def test_a_service_that_counts_nothing_is_counted_by_us() -> None:
    with answering(completion(GOOD, usage=None, model="<script>")) as stub:
        reply = await ask(stub.url)
    assert reply.usage.prompt_tokens > len(PROMPT.user) / 4
    assert reply.version is None


async def test_a_refusal_is_an_empty_answer() -> None:
    with answering(completion(None)) as stub:
        reply = await ask(stub.url)
    assert reply.text == ""


async def test_what_was_cut_off_is_paid_for() -> None:
    with answering(completion(GOOD[:20], finish="length")) as stub:
        refused = await fault(stub.url)
    assert (refused.code, refused.usage.completion_tokens) == ("cut_off", 40)


@pytest.mark.parametrize(
    ("response", "code"),
    [
        (failing(401), "unauthorised"),
        (failing(403), "unauthorised"),
        (failing(404, "DeploymentNotFound"), "no_such_deployment"),
        (failing(400, "context_length_exceeded"), "too_long"),
        (failing(400, "unsupported_parameter"), "bad_request"),
        (failing(413), "too_long"),
        (failing(408), "server_error"),
        (failing(503), "server_error"),
        (Response(body=b"<html>Please sign in.</html>"), "malformed"),
        (Response(body=b'{"choices": [{"index": 0, "mess'), "malformed"),
        (Response(body=b'{"choices": []}'), "malformed"),
        (Response(body=b'{"choices": null}'), "malformed"),
        (Response(body=b"[]"), "malformed"),
        (Response(body=b"null"), "malformed"),
        (Response(body=b""), "malformed"),
        (Response(body=completion(GOOD).body, cut=60), "unreachable"),
        (Response(body=completion(GOOD).body, wait_seconds=1.5), "timeout"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_whatever_a_service_does_it_is_a_fault_with_a_code(response: Response, code: str) -> None:
    with answering(response) as stub:
        assert (await fault(stub.url, timeout_seconds=1.0)).code == code
    assert len(stub.asked) == 1


@pytest.mark.parametrize("bytes_", ANSWERS.values(), ids=ANSWERS.keys())
async def test_what_is_no_model_at_all_is_a_fault_of_the_deployment(bytes_: bytes) -> None:
    with counting(bytes_) as (url, _):
        assert (await fault(url, timeout_seconds=1.0)).code in DEAD


@pytest.mark.parametrize("kind", ["azure", "azure-v1", "openai-compatible"])
async def test_neither_question_nor_key_goes_where_it_was_not_sent(kind: str) -> None:
    with answering(completion(GOOD)) as elsewhere:
        moved = Response(
            body=b"{}", status=307, headers={"Location": f"{elsewhere.url}/openai/v1/chat/completions"}
        )
        with answering(moved) as stub:
            assert (await fault(stub.url, kind=kind, api_version="2024-10-21")).code in DEAD
    assert (len(stub.asked), elsewhere.asked) == (1, [])


async def test_nobody_there_and_nobody_who_speaks_are_told_apart() -> None:
    with refusing() as url:
        assert (await fault(url)).code == "unreachable"
    with silent() as url:
        assert (await fault(url, timeout_seconds=0.3)).code == "timeout"


async def test_an_answer_that_drips_is_ended_by_who_waits_for_it() -> None:
    with dripping() as url:
        async with chat_at(url) as chat:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.5):
                    await chat.ask(PROMPT)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry_after": "3"}, 3.0),
        ({"retry_after_ms": "250", "retry_after": "1"}, 0.25),
        ({"retry_after": "Fri, 27 Nov 2026 10:00:00 GMT"}, None),
        ({"retry_after": "-5"}, None),
        ({"retry_after": "inf"}, None),
        ({"retry_after": "nan"}, None),
        ({}, None),
    ],
)
async def test_how_long_to_wait_is_read_with_care(headers: Mapping[str, str], seconds: float | None) -> None:
    with answering(failing(429, **headers)) as stub:
        assert (await fault(stub.url)).retry_after_seconds == seconds


def test_every_exception_of_the_library_is_known() -> None:
    kinds = [
        one
        for one in list(vars(openai).values())
        if isinstance(one, type) and issubclass(one, openai.APIError)
    ]
    made = [one.__new__(one) for one in kinds if not issubclass(one, openai.APIStatusError)]
    codes = {type(one).__name__: fault_from(one).code for one in made}
    assert len(kinds) > 10
    assert codes == {
        "APIError": "malformed",
        "APIConnectionError": "unreachable",
        "APITimeoutError": "timeout",
        "APIResponseValidationError": "malformed",
    }


async def test_no_text_of_a_question_or_an_answer_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    tool = {"id": "t", "type": "function", "function": {"name": "f", "arguments": "{Sommer"}}
    message = {"role": "assistant", "content": "Greta", "tool_calls": [tool]}
    odd = completion("")
    body = json.loads(odd.body) | {"choices": [{"index": 0, "finish_reason": "length", "message": message}]}
    with (
        caplog.at_level(logging.DEBUG),
        answering(Response(body=json.dumps(body).encode()), failing(400)) as stub,
    ):
        for _ in range(2):
            await fault(stub.url)
    assert [word for word in ("S00101", "Greta", "Sommer", stub.url) if word in caplog.text] == []


async def test_entra_gives_the_token_on_both_of_azures_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = iter(["first", "second"])
    monkeypatch.setattr("bot.generation.model.haystack_chat._token", lambda: next(tokens))
    with answering(completion(GOOD)) as stub:
        await ask(stub.url, kind="azure", api_version="2024-10-21", api_key="")
        await ask(stub.url, kind="azure-v1", api_key="")
    assert [one.headers["authorization"] for one in stub.asked] == ["Bearer first", "Bearer second"]


async def test_a_token_that_cannot_be_had_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    from azure.core.exceptions import ClientAuthenticationError

    def refused() -> str:
        raise ClientAuthenticationError("no identity")

    monkeypatch.setattr("bot.generation.model.haystack_chat._token", refused)
    with answering(completion(GOOD)) as stub:
        assert (
            await fault(stub.url, kind="azure", api_version="2024-10-21", api_key="")
        ).code == "unauthorised"
        assert (await fault(stub.url, kind="azure-v1", api_key="")).code == "unauthorised"
    assert stub.asked == []


def deployment(chat: HaystackChat, hand: Hand, *, concurrency: int = 16) -> Deployment:
    return Deployment(name="gpt-4o", chat=chat, timeout_seconds=5.0, concurrency=concurrency, monotonic=hand)


async def code_of(asked: Deployment) -> str:
    try:
        await asked.ask(PROMPT, 5.0)
    except ModelFault as refused:
        return refused.code
    return "answered"


async def test_a_service_that_asks_us_to_wait_is_not_asked_before(aimock: Aimock) -> None:
    first = {"userMessage": "S00101", "sequenceIndex": 0}
    aimock.answer_with(
        {"match": first, "response": {**TOO_MANY, "retryAfter": 7}}, fixture({"content": GOOD})
    )
    hand = Hand()
    async with chat_at(aimock.url, api_key=aimock.key) as chat:
        asked = deployment(chat, hand)
        codes = []
        for hand.seconds in (0.0, 6.9, 7.0, 7.1):
            codes.append(await code_of(asked))
    assert codes == ["rate_limited", "resting", "answered", "answered"]
    assert [one["response"]["status"] for one in aimock.requests()] == [429, 200, 200]


async def test_of_ten_turns_one_tries_a_service_that_was_down() -> None:
    hand = Hand()
    with answering(*[failing(503)] * 3, completion(GOOD)) as stub:
        async with chat_at(stub.url) as chat:
            asked = deployment(chat, hand)
            before = [await code_of(asked) for _ in range(5)]
            hand.seconds = 30.0
            after = await asyncio.gather(*(code_of(asked) for _ in range(10)))
            healthy = await asyncio.gather(*(code_of(asked) for _ in range(10)))
    assert before == ["server_error"] * 3 + ["resting"] * 2
    assert sorted(after) == ["answered"] + ["resting"] * 9
    assert healthy == ["answered"] * 10
    assert len(stub.asked) == 14


async def test_no_more_requests_are_under_way_than_were_allowed() -> None:
    with answering(replace(completion(GOOD), wait_seconds=0.02)) as stub:
        async with chat_at(stub.url) as chat:
            asked = deployment(chat, Hand(), concurrency=3)
            codes = await asyncio.gather(*(code_of(asked) for _ in range(20)))
    assert codes == ["answered"] * 20
    assert stub.most_at_once <= 3
