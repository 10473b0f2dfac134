"""What a request to record something (请求) names: without lead-ins and polite words around it.

Rather too little is left out than too much: a word too many can be read, one that is gone cannot.
"""

import re
from collections.abc import Iterable, Sequence

from bot.dialog.answer.lead_in import without_lead_in
from bot.dialog.answer.normalise import normalise, simplified

_TAILS = ("", "一下", "一声", "一聲", "一下子")
"""What may follow a Chinese lead-in and belongs to it: “提醒我一下”."""
_MARKS = " \t\r\n,.:;!?，。：；！？、～~…"
_EDGE = f"[{re.escape(_MARKS)}]*"
_END = 40
"""So many characters at most do polite words at the end take."""
_FIRST = re.compile(
    r"(?:(?:能不能|可不可以|能否|可否|可以|能)(?=[麻帮幫给給请請您你提\s])|[麻劳勞][烦煩駕驾](?:[您你]|一下)?"
    r"|[拜][托託](?:[您你]|一下)?|[您你](?=[帮幫给給记記提])|[帮幫](?:我|忙|咱)|[请請][为為]我"
    r"|[请請](?=[\s,，：:\d您你帮幫]|[务務]必)|[务務]必|[您你]好(?=[\s,，！!。])|好的?(?=[,，])|[嗯喂](?=[,，\s帮幫])"
    r"|[记記](?:一下|着|著|住|下)(?=[\s,，：:\d])|[记記]一下|(?:整改)?(?:任务|事项|待办|提醒)[：:]"
    r"|(?:please|pls|kindly|hi|hello|hey|(?:can|could|would|will)\s+you)\b)" + _EDGE,
    re.IGNORECASE,
)
_LAST = re.compile(
    r"(?:(?:[请請]|麻[烦煩])?[您你]?(?:[帮幫](?:我|忙)|[给給]我|先)?"
    r"(?:先?登|(?<!登))[记記](?:一下|一[笔筆]|一[个個]|着|著|上|住|下来?|下來|起来|起來)"
    r"|[请請]?提醒(?:一下)?(?:我|一下|一声|我一下|我一声)|[别別][让讓]我忘[了记記]?|[别別]忘[了记記]?"
    r"|(?:[帮幫给給]我)?盯(?:着|著|一下)|一下|一[声聲]|(?<![网網酒贴貼书書茶水氧])吧|[啊哦呀哈呗唄嘛吗嗎]|[谢謝]{2}[您你了啦]?|多[谢謝]|[谢謝]了"
    r"|好不好|行不行|可不可以|(?:好|行|可以)[吗嗎]|拜[托託]了?|辛苦了"
    r"|(?<![a-z])(?:please|pls|thanks|thank you|thx))"
    "$",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?:能|可以)?(?:请|麻烦)?[你您]?(?:帮我|给我|帮忙)?我?[想要]?[再新先]?"
    r"(?:加入|添加|增加|新增|新建|创建|登记|记录|录入|[加添增记建设定])"
    r"[一上个条项件下新的]*(?:整改)?的?(?:定时)?(?:事项|事情|事儿?|提醒|待办|任务|备忘录?|清单|闹钟)?吗?"
    r"|(?:add|new|create|record|make)?(?:a|an|one)?(?:new)?(?:item|reminder|task|todo|memo|note)"
)


def title_asked_for(lead_ins: Iterable[str], text: str) -> str:
    """Return what `text` asks to be recorded, a date included; empty if it only asks to record."""
    rest = _without_end(text)
    if _BARE.fullmatch(normalise(simplified(_trimmed(rest)))):
        return ""
    starts = [start for lead_in in lead_ins for start in _with_tails(lead_in)]
    rest = _trimmed(without_lead_in(starts, rest))
    again = [start for start in starts if normalise(rest).startswith(normalise(start))]
    return _trimmed(without_lead_in(again, rest)) if again else rest


def _with_tails(lead_in: str) -> Sequence[str]:
    return [lead_in] if lead_in.isascii() else [f"{lead_in}{tail}" for tail in _TAILS]


def _trimmed(text: str) -> str:
    """Return `text` without polite words at its ends, however many there are."""
    while True:
        start = _FIRST.match(text)
        shorter = _without_end(text[start.end() :] if start else text)
        if shorter == text:
            return text
        text = shorter


def _without_end(text: str) -> str:
    text = text.strip(_MARKS)
    while end := _LAST.search(text, max(0, len(text) - _END)):
        text = text[: end.start()].rstrip(_MARKS)
    return text
