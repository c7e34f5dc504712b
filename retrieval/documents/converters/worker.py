"""A process that converts hostile formats: one request in, one answer out, until its input ends.

Started by `isolation.py` with its memory and time bounded by the operating system, so that a file which
makes a parser loop or swell ends this process and not the indexer. Messages are lengths and JSON, never
pickle: what comes back from a process that has read a hostile file is data only.
"""

import json
import logging
import os
import struct
import sys
from typing import BinaryIO

from retrieval.documents.converters.extracted import Extracted, UnreadableFile, json_from_extracted
from retrieval.documents.converters.limits import Limits

HEADER = struct.Struct(">II")
"""Lengths of the JSON and of the bytes that follow it."""


def main() -> None:
    """Serve requests from standard input; whatever a library prints goes nowhere."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    logging.disable(logging.CRITICAL)
    while header := requests.read(HEADER.size):
        head_length, data_length = HEADER.unpack(header)
        request = json.loads(requests.read(head_length))
        _answer(answers, request, requests.read(data_length))


def _answer(answers: BinaryIO, request: dict[str, object], data: bytes) -> None:
    limits = Limits(**request["limits"])  # type: ignore[arg-type]
    _bound(limits)
    try:
        answer: dict[str, object] = {
            "extracted": json_from_extracted(_extracted(str(request["format"]), data, limits))
        }
    except UnreadableFile as error:
        answer = {"reason": error.reason}
    except MemoryError:
        answer = {"reason": "needs too much memory to be read"}
    except RecursionError:
        answer = {"reason": "is nested too deeply to be read"}
    payload = json.dumps(answer).encode()
    answers.write(HEADER.pack(len(payload), 0) + payload)
    answers.flush()


def _extracted(declared: str, data: bytes, limits: Limits) -> Extracted:
    if declared == "html":
        from retrieval.documents.converters.webpage import extract_html

        return extract_html(data.decode("utf-8"))
    if declared == "docx":
        from retrieval.documents.converters.word import extract_docx

        return extract_docx(data)
    from retrieval.documents.converters.pdf import extract_pdf

    return extract_pdf(data, limits)


def _bound(limits: Limits) -> None:
    """Let the system end this process should its parent be gone when the deadline passes."""
    try:
        import resource
    except ImportError:  # not on Windows: there the parent's deadline alone has to do
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime + limits.seconds) + 2
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, resource.getrlimit(resource.RLIMIT_AS)[1]))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
