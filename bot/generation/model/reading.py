"""What a model returned, read strictly: paragraphs that rest on evidence, or why it is no use. Pure.

Nothing is mended that would change what is said: an answer with a fault is not used.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.catalogue import SOURCE_LANGUAGE
from bot.domain import Action, Paragraph, ParagraphKind, Sentence
from bot.generation.model.faults import ModelFault
from bot.generation.model.trimming import Given
from bot.generation.stems import stems
from retrieval.understanding.language import language_of
from retrieval.understanding.text import fold, words_of

LONGEST = 20_000
"""Characters of an answer; nobody reads one a tenth as long."""
_STRICT = ConfigDict(extra="forbid", hide_input_in_errors=True)
_FENCE = re.compile(r"\A\s*```(?:json)?\s*(.*?)\s*```\s*\Z", re.DOTALL)
_MARK = re.compile(r"\s*\[\s*E?\d{1,3}(?:\s*[,;]\s*E?\d{1,3})*\s*\]")
"""A citation written into the text: numbers are ours to give."""
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_LINK = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]{1,20}://|\bwww\.|\bmailto:|\bdata:|\]\()[^\s<>\"'”)]*"
    r"|[^\s@<>()]+@[\w-][\w.-]*|\b(?:[a-z0-9-]{2,}\.)+[a-z]{2,}\b(?:/[^\s<>\"'”)]*)?",
    re.IGNORECASE,
)
"""What a reader may follow or write to: addresses of pages and of mail, with a scheme or without."""
_QUOTED = re.compile(r"[\"“„«»][^\"“”„«»]*[\"“”«»]|⟦[^⟦⟧]*⟧|\S*\d\S*")


class _Sentence(BaseModel):
    model_config = _STRICT
    text: str = Field(max_length=1_200)
    evidence: tuple[str, ...] = Field(max_length=12)


class _Paragraph(BaseModel):
    model_config = _STRICT
    kind: Literal["headline", "text", "item", "quote"]
    sentences: tuple[_Sentence, ...] = Field(max_length=12)


class Written(BaseModel):
    """The shape of `prompt.SCHEMA`."""

    model_config = _STRICT
    language: str = Field(max_length=20)
    action: Literal["none", "hand_over", "ask_back"]
    paragraphs: tuple[_Paragraph, ...] = Field(max_length=24)

    @property
    def asked_for(self) -> Action:
        return Action(self.action)


def written_from(text: str) -> Written:
    """Return what a model wrote. Raises: `ModelFault` (empty, not_json, other_shape)."""
    fence = _FENCE.match(text)
    content = (fence[1] if fence else text).strip()
    if not content:
        raise ModelFault("empty")
    if len(content) > LONGEST:
        raise ModelFault("other_shape")
    try:
        return Written.model_validate_json(content)
    except ValidationError as error:
        kinds = {fault["type"] for fault in error.errors(include_input=False, include_url=False)}
        raise ModelFault("not_json" if "json_invalid" in kinds else "other_shape") from None


def paragraphs_from(
    written: Written, given: Sequence[Given], *, language: str, whole: bool
) -> tuple[Paragraph, ...]:
    """Return the paragraphs with the ids of their evidence.

    A sentence that rests on no evidence it was given takes its paragraph with it; the headline, or with
    `whole` any paragraph, takes all. Raises: `ModelFault` (empty, uncited, other_language).
    """
    by_name = {one.name: one for one in given}
    parts = (_paragraph(one, by_name, language) for one in written.paragraphs)
    read = [part for part in parts if part.sentences]
    if not read and written.asked_for is not Action.HAND_OVER:
        raise ModelFault("empty")
    kept = [part for part in read if all(map(_is_cited, part.sentences))]
    if read and (not kept or kept[0] is not read[0] or (whole and len(kept) < len(read))):
        raise ModelFault("uncited")
    names = " ".join(one.item.title for one in given)
    if not is_in(language, written.language, kept, names=names):
        raise ModelFault("other_language")
    return tuple(_with_headline(kept))


def is_in(language: str, said: str, paragraphs: Sequence[Paragraph], *, names: str = "") -> bool:
    """Whether a text says it is in a language, and is by its words.

    Quotations, codes and the words of `names` are in whatever language they are.
    """
    if said.strip().casefold().partition("-")[0] != language:
        return False
    own = (part for part in paragraphs if part.kind is not ParagraphKind.QUOTE)
    plain = _QUOTED.sub(" ", " ".join(one.text for part in own for one in part.sentences))
    named = frozenset(_words(names))
    words = [word for word in _words(plain) if len(word) > 1 and word not in named]
    return language_of(plain, words, before=language) == language


def _words(text: str) -> Iterator[str]:
    return (word.text for word in words_of(fold(text)))


def _paragraph(written: _Paragraph, by_name: Mapping[str, Given], language: str) -> Paragraph:
    return Paragraph(
        kind=ParagraphKind(written.kind),
        sentences=tuple(
            one for sentence in written.sentences for one in _sentence(sentence, by_name, language)
        ),
    )


def _sentence(written: _Sentence, by_name: Mapping[str, Given], language: str) -> Iterator[Sentence]:
    text = " ".join(_CONTROL.sub("", _MARK.sub("", written.text)).split()).strip("*_# ")
    named = [by_name[name] for name in dict.fromkeys(written.evidence) if name in by_name]
    if not text:
        return
    known = " ".join(f"{one.item.title} {one.heading} {one.text}" for one in named)
    is_borne = all(link[0] in known for link in _LINK.finditer(text)) and _is_about(text, known, language)
    yield Sentence(text=text, evidence=tuple(one.item.id for one in named) if is_borne else ())


def _is_about(text: str, known: str, language: str) -> bool:
    """Whether a sentence shares a word with what it rests on: the check lets pass what claims nothing.

    Facts are in English, so that a good German sentence may share none.
    """
    return language != SOURCE_LANGUAGE or bool(stems(text) & stems(known))


def _is_cited(sentence: Sentence) -> bool:
    return bool(sentence.evidence)


def _with_headline(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The first line is the headline, whatever the model calls it."""
    for place, part in enumerate(paragraphs):
        kind = part.kind if place else ParagraphKind.HEADLINE
        yield Paragraph(sentences=part.sentences, kind=kind)
