"""Telling (讲述): whether a text tells what happened, or asks something, by its words alone.

They are words of the language and of talking about a text, and none of any measure. That a text is a story
takes more than its manner: `bot.dialog.story.recognition`.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from bot.dialog.story.folding import CLAUSE_ENDS, fold

_CLAUSE = re.compile(f"[^{re.escape(CLAUSE_ENDS)}]+")
_SHORTEST = 2
"""A clause of fewer characters says nothing by itself."""
_SEVERAL = 2
_LONG, _LONG_LATIN = 24, 12
"""So many characters, or Latin words, in one breath are as good as several clauses: somebody dictates."""

_HARMLESS = re.compile(
    "(?<!有)没有?[^,]{0,5}(?:哪|什么|啥|多少|多久|谁)|没人|哪怕|哪有|哪(?:晓得|知|成想|想到|敢|会)|不是?什么"
    "|不怎么|没怎么|什么都|啥都|怎么[也都]|多少[也都]|不知怎么|多久(?:就|以后|之后)|无论|不管"
    "|不(?:知道|晓得|清楚|确定)[^,]{0,5}(?:哪|什么|怎么)"
)
"""Question words that ask nothing."""
_ENDS_IN_QUESTION = re.compile(
    "(?:吗|么|呢|咩|嘎|没得|是吧|对吧|行不|对不|算不|是不|在哪里?|在哪儿)$"
    "|(?<=[写讲提说有])(?:没有?|冇)$|这一?(?:条|种|款|项)没$|[有讲写提][^,]{0,8}不$"
)
_TRAILS_OFF = re.compile("(?:没有?|沒有?|冇|不|吧|嘛|否)$")
"""Ends as a question may end without a mark, and a statement as well."""
_QUESTION_WORD = re.compile(
    "哪|咋|怎么|怎样|如何|什么|啥|多久|多少|几(?:个|条|种|天|年)(?:工作日|情形)?$|是谁|找谁|谁(?:来|定|管|说了算|负责|认定|$)|边个|点样|想知道|想问|请问"
    r"|(.)[没不唔冇](?:有)?\1|是否|能否|可否|会否|有无"
    r"|^(?:and |but |so |or )?(?:which|what|where|when|who|whose|how|does|do|is|are|can|could|will|would|should)\b"
)
_ABOUT_TEXT = re.compile(
    "哪(?:一|几|样|个)?(?:条|款|项|句|段|种|类|个?情形|个?条款)|第几(?:条|种|款|项)"
    "|原文|原话|原句|出处|摘录"
    "|(?:有没有|有无|是否|有冇|有得|有没得)(?:写|讲|提|说到|规定|条|对应|对得上|涉及|包括|列|这一?(?:条|种|款))"
    "|(?:写|提|讲|说)(?:没|冇|不)(?:写|提|讲|说)|写进去|沾.?边|挨得着|[哪那]条[写讲说]"
)
"""Asks for the text, wherever it stands."""
_WANTS_TEXT = re.compile(
    "(?:文件|办法|条款|规定)(?:里|中|上)?(?:头|面)?(?:总|有[提讲写说]|提|讲|写)"
)
"""The same without asking, in the last clause (“办法里总得给条活路吧”)."""
_TEXT = re.compile(
    "文件|办法(?:里|中|上|有|怎|对|是|给)|条款|条文|规定|文本|里头|里面|里边|入面|写|寫|列入|列进|讲到|提到|对应"
    "|(?:容错|容錯|哪种|哪个)情形|这一?条"
    r"|\b(?:measure|text|clauses?|scenarios?|situations?|list|items?|mention(?:s|ed)?|cover(?:s|ed)?|principles?)\b"
)
"""Names the text; asks for it where the clause asks."""
_WHETHER = re.compile(
    "算|容错|容錯|宽容|免责|免予|从轻|追究|追责|处分|处理|问责|担责|背锅|要紧|怎么办|咋办|咋整|咋个办|怎么整|如何是好"
    "|行不行|有事|没事|冤|该不该|可以吗|对吗|合适吗|公平吗|有救|严重吗|有问题|违规|违纪|合规|我的错|过关|能不能过"
    r"|\b(?:count|tolerat\w*|exempt\w*|excus\w*|forgiv\w*|punish\w*|blame\w*|in trouble|should (?:i|we) do|my fault)\b"
)
"""Asks whether one's case counts, or what comes of it: nobody here can say, but it can be compared."""
_REQUEST = re.compile(
    "请(?:予|问|给|告|帮|把|出|按|你|您|查|提供|介绍|说明|确认|列|将|用|以|协助|总结|输出|回)|给我(?:个|说|讲|看|查|写|列|找|出)|给我$|我要[对看查找]|(?:发|教|告诉|提醒)我"
    "|帮我(?!看|对|问|分析|比|判断|参谋)|你(?!说)|妳|您(?!说)|翻译|补全|假装|扮演|只输出|名单|复述|录入|^写|^编|^查|^打开|^把[这下]"
    r"|\b(?:you|please|tell me|show|list|write|return|must)\b"
)
"""Wants something done."""
_SELF = re.compile(
    r"我|咱|俺|本人|(?:单位|局|所|科|站|镇|乡|村|县|院|校|队|中心|办)(?:里|上|的|这)|\b(?:i|we|my|our|us)\b"
)
_PAST = re.compile(
    "了|过|去年|前年|昨天|前天|上周|上个?月|今年|那年|那天|那次|那会儿|当时|后来|结果|事后|最后|已经|没(?!有)|[一二三四五六七八九十\\d]+年"
    r"|\b(?:was|were|had|did|went|took|got|made|gave|kept|lost|told|came|put|let|paid|held|built|bought)\b|[a-z]{2}ed\b"
)

_BEGINS = re.compile(
    "去年|前年|今年|上个?月|上周|那年|那次|前几年|前段时间|之前|以前|最近|[出犯][了过](?:个|点|些)?(?:事|错|问题|岔子|纰漏|失误|偏差)"
    r"|[搞办做]砸|\b(?:last year|last month|some time ago|a mistake|went wrong)\b"
)
"""What somebody begins with who has something to tell."""


class Manner(Enum):
    """How a text speaks."""

    ASKS = auto()
    """It asks about the measure, or wants something done."""
    TELLS = auto()
    """It tells what happened."""
    ASKS_WHETHER = auto()
    """It tells what happened, and asks whether that counts (“这算不算”)."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A text as it is told."""

    manner: Manner
    is_several: bool
    """Whether it says more than one thing."""
    is_many: bool
    """Whether it says at least three."""
    is_own: bool
    """Whether it speaks of oneself or of one's unit."""
    is_past: bool
    """Whether it speaks of what has happened."""
    asks_anything: bool
    """Whether anything in it asks or wants something done."""


def telling(text: str) -> Telling:
    """Return how `text` is told."""
    folded = fold(text).text
    clauses = [one for one in clauses_of(text) if len(one) >= _SHORTEST]
    words = len(folded.split())
    is_long = words >= _LONG_LATIN if folded.isascii() else len(folded) >= _LONG
    return Telling(
        _manner(folded, clauses),
        len(clauses) >= _SEVERAL or is_long,
        len(clauses) > _SEVERAL,
        bool(_SELF.search(folded)),
        bool(_PAST.search(folded)),
        _asks_anything(folded, clauses),
    )


def _asks_anything(text: str, clauses: list[str]) -> bool:
    trails_off = bool(clauses and _TRAILS_OFF.search(clauses[-1]))
    asks = "?" in text or trails_off or any(_asks(one) for one in clauses)
    return asks or bool(_REQUEST.search(text))


def begins(text: str) -> bool:
    """Return whether `text` is how somebody begins to tell of themselves, and says only that."""
    told = telling(text)
    quiet = told.manner is Manner.TELLS and not told.is_several and not told.asks_anything
    return quiet and told.is_own and bool(_BEGINS.search(fold(text).text))


def clauses_of(text: str) -> list[str]:
    """Return the clauses of `text`, folded."""
    return [one.strip() for one in _CLAUSE.findall(fold(text).text) if one.strip()]


def _manner(text: str, clauses: list[str]) -> Manner:
    if not clauses:
        return Manner.ASKS
    last = clauses[-1].strip(" ~")
    said = (*(_HARMLESS.sub("", one) for one in clauses), last)
    if any(_ABOUT_TEXT.search(one) for one in said) or _WANTS_TEXT.search(last):
        return Manner.ASKS
    asks = text.rstrip(" ~。!").endswith("?") or _asks(last)
    asks = asks or bool(_TEXT.search(last) and _TRAILS_OFF.search(last))
    if asks and _WHETHER.search(last) and not _TEXT.search(last):
        return Manner.ASKS_WHETHER
    wants = _REQUEST.search(last)
    return Manner.ASKS if asks or wants else Manner.TELLS


def _asks(clause: str) -> bool:
    """Return whether a clause is a question, with a mark or without."""
    plain = _HARMLESS.sub("", clause)
    return bool(_ENDS_IN_QUESTION.search(plain) or _QUESTION_WORD.search(plain))
