"""The deadline and memory bound of a conversion: a process of its own, ended when it takes too long.

A thread would not do: Python cannot end one, and a parser that swells takes the whole indexer with it. One
process serves a whole run (starting one per file would cost 0.3 s each) and is replaced when it had to be
ended. It is started as a fresh interpreter, not by `multiprocessing`: no fork of a process that runs
threads, and no second import of the caller's main module.
"""

import asyncio
import json
import sys
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from retrieval.documents.converters.extracted import Extracted, UnreadableFile, extracted_from_json
from retrieval.documents.converters.formats import Format
from retrieval.documents.converters.limits import Limits
from retrieval.documents.converters.worker import HEADER

_PACKAGE_ROOT = Path(__file__).resolve().parents[3]
_BOOT = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from retrieval.documents.converters.worker import main; main()"
)


class ConversionProcess:
    """Converts one file at a time. Leave its context to end it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._end()

    async def convert(self, declared: Format, data: bytes) -> Extracted:
        """Return the text of an HTML (in UTF-8), DOCX or PDF file.

        Raises:
            UnreadableFile: it is damaged, encrypted, or took more time or memory than it may.
        """
        try:
            async with asyncio.timeout(self._limits.seconds):
                answer = await self._asked(declared, data)
        except TimeoutError as error:
            await self._end()
            raise UnreadableFile(f"took more than {self._limits.seconds:g} seconds to read") from error
        except (OSError, EOFError, ValueError) as error:
            await self._end()
            raise UnreadableFile("cannot be read: its conversion broke down") from error
        except BaseException:
            await self._end()
            raise
        if "reason" in answer:
            raise UnreadableFile(str(answer["reason"]))
        return extracted_from_json(answer["extracted"])

    async def _asked(self, declared: Format, data: bytes) -> dict[str, Any]:
        process = self._process = self._process or await self._started()
        assert process.stdin and process.stdout
        head = json.dumps({"format": declared, "limits": asdict(self._limits)}).encode()
        process.stdin.write(HEADER.pack(len(head), len(data)) + head)
        process.stdin.write(data)
        await process.stdin.drain()
        length, _ = HEADER.unpack(await process.stdout.readexactly(HEADER.size))
        answer: dict[str, Any] = json.loads(await process.stdout.readexactly(length))
        return answer

    async def _started(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *("-P", "-c", _BOOT, str(_PACKAGE_ROOT)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            process.kill()
        await process.wait()
