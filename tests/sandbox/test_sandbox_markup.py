"""Telegram's HTML, trimming, nesting and found entities; and the HTML that the page shows."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.entities import Text, html_text, marked_text, plain_text
from bot.sandbox.errors import ApiError
from bot.sandbox.rendering import render
from bot.sandbox.text import clean, is_blank, units

PEOPLE: dict[int, dict[str, Any]] = {1001: {"id": 1001, "is_bot": False, "first_name": "小李"}}


def read(source: str) -> Text:
    return html_text(source, PEOPLE)


def places(text: Text) -> list[tuple[str, int, int]]:
    return [(e["type"], e["offset"], e["length"]) for e in text.entities]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("a <b>b</b>", "a b", [("bold", 2, 1)]),
        ("<strong>b</strong><em>i</em>", "bi", [("bold", 0, 1), ("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
        ("<s>a</s>b<del>c</del>", "abc", [("strikethrough", 0, 1), ("strikethrough", 2, 1)]),
        ("<strike>a</strike>", "a", [("strikethrough", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<b>a<b>b</b></b>", "ab", [("bold", 0, 2)]),
        ("👍<b>👍</b>", "👍👍", [("bold", 2, 2)]),
        ("<B>a</B >", "a", [("bold", 0, 1)]),
        ("<b>a</>", "a", [("bold", 0, 1)]),
        ("<b></b>a", "a", []),
        ("<b> </b>a", "a", []),
        ("  a<b> b </b> ", "a b", [("bold", 1, 2)]),
        ("<b>  a</b>", "  a", [("bold", 0, 3)]),
        ("a\r\nb\tc\x01", "a\nb c", []),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ('<blockquote expandable="">a</blockquote>', "a", [("expandable_blockquote", 0, 1)]),
        (
            "<blockquote>a<blockquote expandable>b</blockquote></blockquote>",
            "ab",
            [("blockquote", 0, 2)],
        ),
        ("<code>a</code>", "a", [("code", 0, 1)]),
        ("<b>a<code>b</code>c</b>", "abc", [("bold", 0, 1), ("code", 1, 1), ("bold", 2, 1)]),
        ("<pre>a<b>b</b></pre>", "ab", [("pre", 0, 2)]),
        ("<pre><code>a</code>b</pre>", "ab", [("pre", 0, 2)]),
        ("<blockquote><code>a</code>b</blockquote>", "ab", [("blockquote", 0, 2), ("code", 0, 1)]),
        ('<tg-emoji emoji-id="123">👍</tg-emoji>', "👍", [("custom_emoji", 0, 2)]),
        ("&lt;b&gt; &amp;amp; &quot;&#65;&#x4e2d;", '<b> &amp; "A中', []),
        ("&nbsp; &copy &#0; &#55296; &#9999999; &", "&nbsp; &copy &#0; &#55296; &#9999999; &", []),
        ("<a href='tg://user?id=9'>a</a>", "a", []),
        ("<a href='javascript:x'>a</a>", "a", []),
        ("<a>nothing</a>", "nothing", []),
        ("x <code>/start</code> /help", "x /start /help", [("code", 2, 6), ("bot_command", 9, 5)]),
    ],
)
def test_markup(source: str, text: str, expected: list[tuple[str, int, int]]) -> None:
    result = read(source)
    assert (result.text, places(result)) == (text, expected)


def test_markup_details() -> None:
    [link] = read('<a href="https://a.cn?x=1&amp;y=2">a</a>').entities
    assert link["url"] == "https://a.cn/?x=1&y=2"
    [link] = read("<a href=example.com>a</a>").entities
    assert link["url"] == "http://example.com/"
    [link] = read("<a>example.com</a>").entities
    assert link["url"] == "http://example.com/"
    [mention] = read('<a href="tg://user?id=1001">小李</a>').entities
    assert mention["user"] == PEOPLE[1001]
    [link] = read('<a href="tg://resolve?domain=x">a</a>').entities
    assert link["url"] == "tg://resolve?domain=x"
    [block] = read('<pre><code class="language-python">a</code></pre>').entities
    assert (block["type"], block["language"]) == ("pre", "python")
    [code] = read('<code class="language-python">a</code>').entities
    assert "language" not in code
    [code] = read('<code class="other">a</code>').entities
    assert code["type"] == "code"
    [emoji] = read('<tg-emoji emoji-id="123">👍</tg-emoji>').entities
    assert emoji["custom_emoji_id"] == "123"


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("a<x>b", 'Unsupported start tag "x" at byte offset 1'),
        ("中<br/>", 'Unsupported start tag "br/" at byte offset 3'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("a <3", "Unclosed start tag at byte offset 2"),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        (
            "<b>👍</i>",
            'Unmatched end tag at byte offset 7, expected "</b>", found "</i>"',
        ),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<b>a</b x>", "Unclosed end tag at byte offset 4"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href='x", "Unclosed start tag at byte offset 0"),
        ("<a href=x_y>", "Unexpected end of name token at byte offset 8"),
        ('<a "x">', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-emoji>a</tg-emoji>", "Invalid custom emoji identifier specified"),
    ],
)
def test_wrong_markup(source: str, sentence: str) -> None:
    with pytest.raises(ApiError) as error:
        read(source)
    assert error.value.description == f"Bad Request: can't parse entities: {sentence}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/start", [("bot_command", 0, 6)]),
        ("👍 /help@my_bot 好", [("bot_command", 3, 12)]),
        ("/开始 a/b https", []),
        ("/start你好", []),
        ("@rongcuo_trial_bot 你好", [("mention", 0, 18)]),
        ("a@bc 好@bc", []),
        ("见 https://a.cn/x。", [("url", 2, 14)]),
    ],
)
def test_found_entities(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert places(plain_text(text)) == expected


def test_nothing_is_found_across_an_edge() -> None:
    assert places(read("/st<b>art x</b>")) == [("bold", 3, 5)]
    assert places(read("/st<b>art</b>")) == [("bot_command", 0, 6), ("bold", 3, 3)]
    assert places(read("<b>/start</b>")) == [("bold", 0, 6), ("bot_command", 0, 6)]


def test_given_entities() -> None:
    bold = {"type": "bold", "offset": 0, "length": 1}
    link = {"type": "text_link", "offset": 1, "length": 1, "url": "https://a.cn/", "user": None}
    outside = {"type": "bold", "offset": 1, "length": 9}
    text = marked_text("ab ", [bold, link, outside])
    assert places(text) == [("bold", 0, 1), ("text_link", 1, 1)]
    assert "user" not in text.entities[1]
    for wrong in ({"type": "huge", "offset": 0, "length": 1}, bold | {"offset": -1}, 1):
        with pytest.raises(ApiError):
            marked_text("ab", [wrong])
    assert not marked_text(" ", []).text


PIECES = [
    *("<", ">", "/", "b", "<b>", "</b>", "<i>", "</i>", "<a href=", "'", '"', "&", "&lt;", "&#"),
    *("<code>", "</code>", "<pre>", "</pre>", " ", "\n", "👍", "字", "<span class=tg-spoiler>"),
    *("</span>", "</a>", "=", "<blockquote expandable>", "</blockquote>", "@ab", "/start", "\r"),
]
SOUP = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@given(st.text())
def test_escaped_text_comes_back_the_same(text: str) -> None:
    expected = clean(text).strip(" \n")
    assert read(escape(text)).text == ("" if is_blank(clean(text)) else expected)
    assert plain_text(text).text == ("" if is_blank(clean(text)) else expected)


@given(SOUP)
def test_tag_soup_is_read_or_refused(source: str) -> None:
    try:
        text = read(source)
    except ApiError:
        return
    end = units(text.text)
    for entity in text.entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= end
    assert render(text.text, text.entities).count("<script") == 0


@given(SOUP)
def test_rendered_html_is_balanced_and_readable_again(source: str) -> None:
    text = plain_text(source)
    assert render(text.text, text.entities).count("<") == 2 * len(text.entities)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ('a &lt;script&gt; "b"', "a &lt;script&gt; &quot;b&quot;"),
        ("<b>a<i>b</i></b>", "<b>a<i>b</i></b>"),
        ("<u>a</u><s>b</s>", "<u>a</u><s>b</s>"),
        (
            "<a href='https://a.cn/\"&gt;'>a</a>",
            '<a href="https://a.cn/&quot;&gt;" target="_blank" rel="noopener noreferrer">a</a>',
        ),
        ("<a href='ton://x'>a</a>", "<span>a</span>"),
        ("<pre>a</pre>", "<pre><code>a</code></pre>"),
        (
            '<pre><code class="language-py">a</code></pre>',
            '<pre><code class="language-py">a</code></pre>',
        ),
        ("<tg-spoiler>a</tg-spoiler>", '<span class="tg-spoiler">a</span>'),
        ("<blockquote>a</blockquote>", "<blockquote>a</blockquote>"),
        (
            "<blockquote expandable>a</blockquote>",
            '<blockquote class="expandable">a</blockquote>',
        ),
        ("/start", '<span class="bot-command">/start</span>'),
        ("<tg-emoji emoji-id='1'>👍</tg-emoji>", '<span class="entity">👍</span>'),
        ("👍<b>字</b>", "👍<b>字</b>"),
    ],
)
def test_rendering(source: str, html: str) -> None:
    text = read(source)
    assert render(text.text, text.entities) == html


def test_crossing_entities_are_split() -> None:
    crossing = [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "italic", "offset": 1, "length": 2},
        {"type": "url", "offset": 3, "length": 1},
    ]
    assert render("abcd", crossing) == "<b>a<i>b</i></b><i>c</i><span>d</span>"
