"""Looking for items (查找): by a command, or by free words such as “找一下报告那件”."""

import re
from collections.abc import Sequence

from bot.dialog.answer.normalise import normalise, simplified
from bot.dialog.items.item import Item
from bot.dialog.items.meant import items_meant

_THING = r"[那这][一两几]?[件项个条份桩]|[那这]些|(?:整改)?事项|的事儿?$|待办"
_SEEK = re.compile(
    r"^(?:请|麻烦|帮我|帮忙|给我|能不能|能|你|再|我想|我要)*"
    r"(?P<verb>找找?|搜搜?|搜索|查找|翻翻?|查查?|看看?|打开|调出)(?:一?下|出来?|一找|一查|一看)?(?:我的|我那)?"
    r"(?:(?:名字|标题|名称)?(?:里|中)?(?:有|带|含|叫|关于|和|跟))?(?P<words>.+)$"
)
_SEEK_EN = re.compile(
    r"^(?:please |can you )?(?:find|search(?: for)?|look (?:for|up)|show me)(?: the| my)? (?P<words>.+)$"
)
_DELETE = re.compile(
    r"^(?:请|麻烦|帮我|帮忙|给我|我想|我要|把|将)*(?P<verb>删除|删掉|删了|删|(?:please )?(?:delete|remove) (?:the |my )?)?"
    r"(?P<words>[^除掉了].*?)(?P<end>(?:给我)?(?:删除|删掉|删了|删)(?:了|吧)*)?$"
)
_MOVE = re.compile(
    r"(?:期限|截止日期|截止|日期).{0,4}(?:改|调|延|推|提前)|(?:改|调整?|延期?|推迟?|提前|顺延)(?:到|至|成|为)"
    r"|^(?:please )?(?:move|change|postpone|extend|push|shift|reschedule) "
)
_MOVING = re.compile(
    r"^(?:请|麻烦|帮我|帮忙|把|将|给我)+"
    r"|的?(?:期限|截止日期|截止|日期)?(?:(?<!整)改|调整?|延期?|推迟?|提前|顺延)?[到至成为]?[吧了]*$"
    r"|^(?:please )?(?:move|change|postpone|extend|push|shift|reschedule) (?:back )?(?:the )?(?:(?:deadline|due date|date) (?:of|for) )?(?:the |my )?"
    r"|(?:'s)?(?: (?:deadline|due date))?(?: (?:back )?(?:to|until|till|by))?$"
)
_RETURNED = re.compile(
    r"^(?P<words>.{2,}?)(?:又?[被给]|又)?(?:退回|打回|驳回)(?:来|去|重[改做写报])*[了啦吧]*$"
)
_SURE = ("找", "搜", "翻")
_REST = re.compile(
    rf"(?:{_THING}|有关的?|相关的?|的?吧|[吗呢啊呀])+$|^(?:the|my) | (?:item|one)s?$"
)


def words_sought(text: str) -> str | None:
    """Return the words that `text` asks to look for among the items; None if it asks no such thing."""
    said = simplified(text).strip(" 。，,.!！?？~～")
    if found := _SEEK_EN.match(said):
        return _REST.sub("", found["words"]).strip() or None
    found = _SEEK.match(said)
    if not found:
        return None
    sure = found["verb"].startswith(_SURE) or found["verb"] == "查找"
    words = _REST.sub("", found["words"]).removesuffix("的").strip()
    if not words or not (sure or re.search(_THING, found["words"])):
        return None
    return words


def words_to_delete(text: str) -> str | None:
    """Return the words that name the item that `text` asks to delete; None if it asks no such thing."""
    said = simplified(text).strip(" 。，,.!！?？~～")
    found = _DELETE.match(said)
    if not found or not (found["verb"] or found["end"]):
        return None
    return _REST.sub("", found["words"]).removesuffix("的").strip() or None


def words_of_returned(text: str) -> str | None:
    """Return the words that name the item that `text` says was returned (被退回); None if it says no such thing."""
    found = _RETURNED.match(simplified(text).strip(" 。，,.!！~～"))
    return _REST.sub("", found["words"]).strip() or None if found else None


def names_an_item(text: str) -> bool:
    """Return whether `text` speaks of an item (“那件”), and not of a thing in the world."""
    return bool(re.search(_THING, simplified(text)))


def words_to_move(text: str, rest: str) -> str | None:
    """Return the words that name the item whose deadline `text` asks to move; None if it asks no such thing.

    `rest` is what stands around the date in `text`.
    """
    said = simplified(text)
    if "提醒" in said or not _MOVE.search(said):
        return None
    return _REST.sub("", _MOVING.sub("", simplified(rest))).strip() or None


def items_with(words: str, items: Sequence[Item]) -> list[Item]:
    """Return the items with these words: in the title, as they sound, or else anywhere.

    Args:
        words: what to look for.
        items: in the order of the list.
    """
    said = normalise(words)
    titled = [item for item in items if said and said in normalise(item.title)]
    anywhere = [item for item in items if said and said in normalise(_all_of(item))]
    meant = items_meant(words, items)
    sounding = [item for item in meant.items if meant.is_named]
    return list(dict.fromkeys([*titled, *anywhere])) or sounding


def _all_of(item: Item) -> str:
    return f"{item.title}\n{item.requirement}\n{item.issuer}\n{item.notes}"
