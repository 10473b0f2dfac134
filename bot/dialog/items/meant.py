"""What a person means who speaks of items (整改事项) in free words: which item, or which lights.

A title is recognised by pairs of neighbouring sounds, so that script, homophones and typed pinyin do
not matter, and by Latin words. Nothing is changed by it: what is meant is shown, and a press decides.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from bot.dialog.answer.normalise import simplified
from bot.dialog.answer.pinyin import sounds, syllables
from bot.dialog.items.item import Item, Light

_ALIKE = 0.6
"""A title that shares this much of what the best one shares may be meant as well."""
_RUN = re.compile(r"(?P<han>[\u3400-\u9fff]+)|(?P<latin>[a-z]+)|(?P<digits>\d+)")
_CLOSING = re.compile(
    r"(?:可以|能|就|也|刚才|刚|早就?|今天|昨天|上午|下午|今早)|[别不](?:用|要)?再?[催叫喊盯弹]我?了?|不用延后"
    r"|[改设更标点][为成新]|状态|核销|[结消]掉|待办|[这那][几两]?[件份条项个些]?|[出起][来去]"
    r"|(?:[办做弄搞写]|(?<!整)改)(?:完毕|完|好|妥|结|定|掉|了)|完[成毕结工事]|了结|结束|处理|落实|整改到位"
    r"|(?:上交|提交|交|上报|报送|报|发|送)(?:上去|出去|过去|了|掉|完|好)|提交|上交|报送|上报|申请|标[记为成注]"
    r"|[销划勾删去关抹清][掉了号除]|移除|关闭|清空|打个?勾|不用再?|再?提醒"
    r"|已经|已|全部|全都|刚刚?|终于|总算|都|[请帮][我你您]?|请|麻烦|谢谢|一下|事项|事情|清单"
    r"|[这那][件份条项个些]?事?|[一两三几][件份条项个]|[把给将它我你您的了吧啊呀哦嗯呢嘛啦]"
    r"|\b(?:mark(?:ed)?|as|done|finish(?:ed)?|complete[d]?|close[d]?|cross|off|tick|check|the|an?|my"
    r"|is|it|its|s|that|this|one|items?|please|i|ve|have|has|been|handed|in|submitted|submit"
    r"|already|can|you|of|on|list|remove|delete|to|and|with|for|was|now|thanks?|reminder|all|todo)\b"
)
_DIGITS = "零一二三四五六七八九十"
_FIRST_ONES = ("first", "second", "third", "fourth", "fifth")
_ONES = ("one", "two", "three", "four", "five")
_ORDINAL = re.compile(
    rf"第\s*(?P<han>[{_DIGITS}]|\d{{1,3}})\s*[项条个件桩]"
    rf"|(?:\bno\.?|\bnumber|\bitem|#)\s*(?P<latin>\d{{1,3}}|{'|'.join(_ONES)})\b"
    rf"|\bthe (?P<first>{'|'.join(_FIRST_ONES)}) (?:one|item)\b"
)
_SOON = re.compile(
    r"(?:快要?|即将|将要?|就要|马上|临近|要)(?:到期|过期|逾期|超期|到时间|到点|截止)|快到|近期|火烧眉毛|黄灯|🟡"
    r"|[这本]个?(?:周|星期|礼拜)|(?:今天|明天|后天)(?:之?前|以前|就|[要得有到该交必])|[这近][两几]天|[紧着最]急"
    r"|\b(?:soon|this week|today|tomorrow|next few days|upcoming|coming up|urgent)\b"
)
_NOT_OVERDUE = re.compile(r"(?:未|没有?|不)(?:到期|过期|逾期|超期)|\bnot (?:yet )?overdue\b")
_OVERDUE = re.compile(
    r"逾期|过期|超期|超时|红灯|🔴|已到期|到期了(?![没吗不])|\b(?:overdue|past due|late|expired|missed)\b"
)


@dataclass(frozen=True, slots=True)
class Meant:
    """The items that may be meant, in the order they were given."""

    items: tuple[Item, ...] = ()
    is_named: bool = False
    """Whether the text names something at all, beside saying that it is done."""


def items_meant(text: str, items: Sequence[Item]) -> Meant:
    """Return which of `items` the `text` says are done; `items` are in the order of the list."""
    said = simplified(text)
    numbered = _numbered(said, items)
    if numbered is not None:
        return Meant(numbered, is_named=True)
    named = _pieces(_CLOSING.sub(" ", said))
    if not named:
        return Meant(tuple(items) if len(items) == 1 else ())
    titles = [_pieces(simplified(item.title)) for item in items]
    shared = _shared(named, titles)
    best = max(shared, default=0.0)
    if not best:
        return Meant(is_named=True)
    near = [place for place, share in enumerate(shared) if share >= _ALIKE * best]
    whole = [place for place in near if titles[place] <= named and shared[place] == best]
    chosen = whole if len(whole) == 1 else near
    return Meant(tuple(items[place] for place in chosen), is_named=True)


def lights_meant(text: str) -> tuple[Light, ...]:
    """Return the lights that `text` asks for, the worst first; none if it asks for every item."""
    said = simplified(text).replace("有没有", "")
    rest = _NOT_OVERDUE.sub(" ", said)
    if _SOON.search(rest):
        return (Light.RED, Light.YELLOW)
    return (Light.RED,) if _OVERDUE.search(rest) else ()


def _numbered(said: str, items: Sequence[Item]) -> tuple[Item, ...] | None:
    """Return the items named by their numbers in the list; None if no number is one of those."""
    titles = [simplified(item.title) for item in items]
    found = [one for one in _ORDINAL.finditer(said) if not any(one[0] in t for t in titles)]
    if not found:
        return None
    numbers = {_number(one["han"] or one["latin"] or one["first"]) for one in found}
    return tuple(item for number, item in enumerate(items, 1) if number in numbers)


def _number(written: str) -> int:
    if written.isdigit():
        return int(written)
    for names in (_ONES, _FIRST_ONES):
        if written in names:
            return names.index(written) + 1
    return _DIGITS.index(written)


def _shared(named: frozenset[str], titles: Sequence[frozenset[str]]) -> list[float]:
    """Return how much each title shares with what is named; what many titles have tells less."""
    common = Counter(piece for title in titles for piece in title)
    return [
        sum(log(1 + len(titles) / common[piece]) for piece in sorted(named & title))
        for title in titles
    ]


def _pieces(text: str) -> frozenset[str]:
    """Return the words and the pairs of sounds and numbers of a text; of a single one itself."""
    words, units = set(), []
    for kind, unit in _units(text):
        if kind == "word":
            words.add(unit)
        else:
            units.append(unit)
    return frozenset(words | {" ".join(pair) for pair in pairwise(units)}) or frozenset(units)


def _units(text: str) -> Iterator[tuple[str, str]]:
    for run in _RUN.finditer(text):
        if run["han"]:
            yield from (("sound", one) for one in sounds(run["han"]))
        elif run["digits"]:
            yield "number", run["digits"].lstrip("0")
        else:
            spelt = syllables(run["latin"])
            yield from (("sound", one) for one in spelt or ())
            if not spelt:
                yield "word", run["latin"].removesuffix("s")
