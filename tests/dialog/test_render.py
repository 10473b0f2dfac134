"""Rendering: whatever is said arrives whole, escaped once, and in pieces that Telegram accepts."""

import re
from collections.abc import Iterable
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.actions import Answer as Given
from bot.dialog.actions import GiveAnswer, ShowItems, ShowSources
from bot.dialog.callbacks import encode
from bot.dialog.checklist.interview import Check, remaining
from bot.dialog.checklist.screens import another, choice, explanation, screen
from bot.dialog.reading import show_clause, show_sources
from bot.dialog.render import (
    LIMIT_UNITS,
    LONG_QUOTE_UNITS,
    RESERVED_UNITS,
    Rendered,
    render,
    units,
)
from bot.dialog.reply import Block, Button, Heading, Note, Quote, Reply, Text
from bot.dialog.voice import Voice
from bot.sandbox.entities import html_text
from bot.sandbox.text import is_blank
from tests.dialog.packs import EN, PACK, ZH

VERSION = "0a1b2c"
KEYBOARD = ((Button("出处", ShowSources()), Button("事项", ShowItems())), ())
ROOM = LIMIT_UNITS - RESERVED_UNITS
ODD = "<>&\"'/ \n\r\t。.\u200d\u202e\u200b\u0301\ufeff\U0001f600\U0001f1e8\u0627\x00\x1b\ud800字a"
CHARACTERS = st.characters(codec=None, exclude_categories=()) | st.sampled_from(ODD)
SHORT = st.text(CHARACTERS, max_size=40)
WORDS = st.builds(lambda text, times: text * times, SHORT, st.sampled_from([1, 1, 1, 40, 400]))
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, WORDS),
    st.builds(Text, WORDS),
    st.builds(Note, WORDS),
    st.builds(Quote, st.just("S01"), WORDS, SHORT, st.none() | WORDS),
)
REPLIES = st.lists(BLOCKS, max_size=6).map(
    lambda blocks: Reply((Heading("标题"), *blocks), KEYBOARD)
)
TAG = re.compile(r"<(/?)(b|i|blockquote)( expandable)?>")


def shown(html: str) -> str:
    """Return what a reader sees of a message."""
    return unescape(TAG.sub("", html))


def visible(texts: Iterable[str]) -> str:
    """Return the characters that must arrive: those that print, and joiners, but no space."""
    return "".join(
        char
        for text in texts
        for char in text
        if (char.isprintable() or char == "\u200d") and not char.isspace()
    )


def words_of(reply: Reply) -> list[str]:
    words: list[str] = []
    for block in reply.blocks:
        match block:
            case Quote(text=text, translation=translation, source=source):
                words += [text, translation or "", source]
            case _:
                words.append(block.text)
    return words


def is_balanced(html: str) -> bool:
    open_tags: list[str] = []
    for closing, name, _ in TAG.findall(html):
        if not closing:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            return False
    return not open_tags


@given(REPLIES)
def test_every_message_is_short_enough_once_its_tags_are_read(reply: Reply) -> None:
    for message in render(reply, VERSION):
        assert 0 < units(shown(message.html)) <= ROOM


@given(REPLIES)
def test_tags_are_closed_in_the_message_that_opens_them(reply: Reply) -> None:
    for message in render(reply, VERSION):
        assert is_balanced(message.html)
        assert "<" not in TAG.sub("", message.html)


@given(REPLIES)
def test_nothing_is_lost_but_space_and_what_does_not_print(reply: Reply) -> None:
    messages = [shown(message.html) for message in render(reply, VERSION)]
    assert visible(messages) == visible(words_of(reply))


@given(REPLIES)
def test_only_the_last_message_has_buttons(reply: Reply) -> None:
    *first, last = render(reply, VERSION)
    assert all(message.keyboard == () for message in first)
    assert last.keyboard == (
        (("出处", encode(ShowSources(), VERSION)), ("事项", encode(ShowItems(), VERSION))),
    )


@given(REPLIES)
def test_the_bot_api_reads_every_message_as_it_was_meant(reply: Reply) -> None:
    for message in render(reply, VERSION):
        read = html_text(message.html, {})
        assert is_blank(shown(message.html)) or read.units <= LIMIT_UNITS


@pytest.mark.parametrize("voice", [ZH, EN], ids=["zh", "en"])
def test_the_bot_api_accepts_the_whole_content(voice: Voice) -> None:
    replies = [show_clause(voice, name) for name in PACK.measure.clauses]
    replies += [show_sources(voice), choice(voice)]
    for names in (*((name,) for name in PACK.scenarios.scenarios), tuple(PACK.scenarios.scenarios)):
        for answer in Given:
            replies += screens_of(voice, Check(names, PACK.version), answer)
    for reply in replies:
        for message in render(reply, PACK.version):
            assert_accepted(message)


def screens_of(voice: Voice, check: Check, answer: Given) -> list[Reply]:
    """Return the screens of a check whose every question gets the same answer."""
    replies = [another(voice, check)]
    while left := remaining(PACK.scenarios, check):
        replies += [screen(voice, check), explanation(voice, check)]
        check = check.answered(left[0], answer)
    return [*replies, screen(voice, check)]


@given(SHORT)
def test_the_bot_api_accepts_whatever_a_person_typed(typed: str) -> None:
    reply = Reply((Text(f"“{typed}”已完成。"), Heading(f"事项 {typed}")))
    for message in render(reply, VERSION):
        assert_accepted(message)


def assert_accepted(message: Rendered) -> None:
    read = html_text(message.html, {})
    assert 0 < read.units <= LIMIT_UNITS
    assert message.html.count("<b>") == sum(e["type"] == "bold" for e in read.entities)


@pytest.mark.parametrize(
    ("block", "html"),
    [
        (Text("1 < 2 && \"a\" > 'b'"), "1 &lt; 2 &amp;&amp; \"a\" &gt; 'b'"),
        (Heading("&amp;"), "<b>&amp;amp;</b>"),
        (Note("<i>"), "&lt;i&gt;"),
        (Text("{braces} %s $x"), "{braces} %s $x"),
        (Quote("S01", "原文", "—— 出处"), "<blockquote>原文\n—— 出处</blockquote>"),
        (
            Quote("S01", "原文", "—— S01", "译文"),
            "<blockquote>原文\n译文\n—— S01</blockquote>",
        ),
        (Text("a\r\nb\rc\x00\ud800\x1bd"), "a\nb\ncd"),
        (Text("a\tb\u3000c\u00a0d\u200de"), "a\tb\u3000c\u00a0d\u200de"),
    ],
)
def test_a_block_is_tagged_and_escaped_once(block: Block, html: str) -> None:
    assert render(Reply((block,)), VERSION) == (Rendered(html),)


def test_blocks_stand_below_each_other() -> None:
    [message] = render(Reply((Heading("一"), Text("  "), Text("二"))), VERSION)
    assert message.html == "<b>一</b>\n二"


def test_a_long_quotation_is_folded() -> None:
    source = "—"
    for length, tag in ((0, "<blockquote>"), (1, "<blockquote expandable>")):
        text = "字" * (LONG_QUOTE_UNITS - 2 + length)
        [message] = render(Reply((Quote("S01", text, source),)), VERSION)
        assert message.html.startswith(f"{tag}字")


@pytest.mark.parametrize("mark", ["\n", "。", ". ", " "])
def test_a_long_text_is_cut_where_a_sentence_ends(mark: str) -> None:
    sentence = "字" * 2500 + mark
    first, second = render(Reply((Text(sentence + "尾" * 2500),)), VERSION)
    assert first.html == sentence.strip()
    assert second.html == "尾" * 2500


def test_a_text_without_an_end_is_cut_at_the_limit_and_between_characters() -> None:
    first, second = render(Reply((Text("a" + "😀" * 3000),)), VERSION)
    assert units(first.html) == ROOM - 1
    assert first.html + second.html == "a" + "😀" * 3000


def test_a_text_that_just_fits_stays_whole() -> None:
    assert len(render(Reply((Text("字" * ROOM),)), VERSION)) == 1
    assert len(render(Reply((Text("字" * (ROOM + 1)),)), VERSION)) == 2
    assert len(render(Reply((Text("字" * (ROOM - 2)), Text("字"))), VERSION)) == 1
    assert len(render(Reply((Text("字" * (ROOM - 1)), Text("字"))), VERSION)) == 2


@pytest.mark.parametrize("blocks", [(), (Text(" \n"),), (Heading("\x00\ud800"), Note(""))])
def test_a_reply_without_words_is_refused(blocks: tuple[Block, ...]) -> None:
    with pytest.raises(ValueError, match="without words"):
        render(Reply(blocks), VERSION)


def test_a_letter_counts_as_telegram_counts() -> None:
    assert [units(text) for text in ("", "a", "字", "😀", "\ud800")] == [0, 1, 1, 2, 1]


def test_plain_words_for_a_terminal() -> None:
    reply = Reply((Heading("<题>"), Quote("S01", "文", "—— S01", "译"), Note("注"), Text("段")))
    assert reply.plain() == "<题>\n文\n译\n—— S01\n注\n段"
    assert Reply((Quote("S01", "文", "—— S01"),)).plain() == "文\n—— S01"


def test_the_version_of_the_content_is_in_every_button() -> None:
    action = GiveAnswer(3, Given.YES)
    [message] = render(Reply((Text("问"),), ((Button("是", action),),)), VERSION)
    assert message.keyboard == ((("是", f"ans:{VERSION}:3:y"),),)
