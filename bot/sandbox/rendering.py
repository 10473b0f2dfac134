"""Shows a text with entities as HTML that is safe to put into the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from bot.sandbox.text import slice_units, units
from bot.sandbox.wire import Object

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "blockquote": "blockquote",
}
_CLASSES = {
    "spoiler": "tg-spoiler",
    "bot_command": "bot-command",
    "mention": "mention",
    "text_mention": "mention",
}
_SAFE = ("http://", "https://", "tg://")


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    opening: str
    closing: str


def shown(message: Object) -> Object:
    """Return the message plus `html`: its text or caption, line breaks left as they are."""
    text: str = message.get("text") or message.get("caption") or ""
    entities = message.get("entities") or message.get("caption_entities") or ()
    return {**message, "html": render(text, entities)}


def render(text: str, entities: Sequence[Object]) -> str:
    """Return `text` escaped, with a tag around each entity; crossing entities are split."""
    if not entities:
        return escape(text)
    waiting = sorted((_span(entity, text) for entity in entities), key=lambda s: (s.start, -s.end))
    edges = {0, units(text), *(s.start for s in waiting), *(s.end for s in waiting)}
    places = sorted(edges)
    parts: list[str] = []
    stack: list[_Span] = []
    for place, following in zip(places, [*places[1:], places[-1]], strict=True):
        parts += _closed(stack, place)
        while waiting and waiting[0].start == place:
            stack.append(waiting.pop(0))
            parts.append(stack[-1].opening)
        parts.append(escape(slice_units(text, place, following - place)))
    return "".join(parts)


def _closed(stack: list[_Span], place: int) -> list[str]:
    """Close what ends here, and open again what had to be closed on the way."""
    ending = [at for at, span in enumerate(stack) if span.end <= place]
    if not ending:
        return []
    through = stack[ending[0] :]
    crossing = [span for span in through if span.end > place]
    stack[ending[0] :] = crossing
    return [span.closing for span in reversed(through)] + [span.opening for span in crossing]


def _span(entity: Object, text: str) -> _Span:
    start, length = entity["offset"], entity["length"]
    return _Span(start, start + length, *_tags(entity, slice_units(text, start, length)))


def _tags(entity: Object, inside: str) -> tuple[str, str]:
    match entity["type"]:
        case "text_link" | "url":
            link = entity.get("url", inside)
            if link.lower().startswith(_SAFE):
                return (
                    f'<a href="{escape(link)}" target="_blank" rel="noopener noreferrer">',
                    "</a>",
                )
            return "<span>", "</span>"
        case "pre":
            language = escape(entity.get("language", ""))
            kind = f' class="language-{language}"' if language else ""
            return f"<pre><code{kind}>", "</code></pre>"
        case "expandable_blockquote":
            return '<blockquote class="expandable">', "</blockquote>"
        case kind if kind in _TAGS:
            return f"<{_TAGS[kind]}>", f"</{_TAGS[kind]}>"
        case kind:
            return f'<span class="{_CLASSES.get(kind, "entity")}">', "</span>"
