"""Bringing a text into the form that the grammar reads: width, case, script, dashes, spaces.

Every character keeps its place or is dropped, so that what was read can be shown as it was typed.
"""

import re
import unicodedata
from dataclasses import dataclass

TRADITIONAL = (
    "週周號号個个內内後后點点鐘钟鍾钟兩两禮礼時时間间節节國国慶庆勞劳動动陽阳農农曆历臘腊歲岁開开舊旧當当這这"
    "幾几過过結结來来從从聖圣誕诞雙双數数處处盡尽儘尽發发還还無无報报閏闰陰阴驚惊蟄蛰穀谷滿满種种"
    "貳贰參参陸陆萬万蘇苏導导會会議议單单雙双凈净兒儿軍军師师親亲婦妇樹树紀纪緊紧問问題题達达線线樓楼"
    "機机關关門门標标準准總总計计劃划劃划據据須须應应務务請请於于為为與与遲迟並并終终級级項项條条區区"
    "傳传讓让給给調调整整順顺長长寬宽離离遠远鄰邻裡里裏里連连續续隨随劇剧團团員员費费財财產产電电話话"
    "訊讯頭头腳脚馬马鳥鸟魚鱼龍龙齊齐黨党檢检獨独獎奖環环畢毕業业實实審审寫写將将對对屆届層层"
    "帳帐賬账嗎吗嗯嗯啟启復复彙汇匯汇簽签約约辦办學学習习麼么麽么該该談谈責责警警誡诫織织組组"
)
_FORMAL = "壹一贰二叁三肆四伍五陆六柒七捌八玖九拾十佰百仟千○〇念廿"
_DASHES = dict.fromkeys("—–―−─‐‑‒﹣ー", "-") | dict.fromkeys("〜∼～", "~")
_OTHER = {
    "∶": ":",
    "︰": ":",
    "〈": "(",
    "．": ".",
    "﹒": ".",
    "\u200b": " ",
    "\ufeff": " ",
    "。": "。",
}
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Normal:
    """A text in normal form, and the place of each of its characters in what was typed."""

    text: str
    places: tuple[int, ...] | None = None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a part of this text stands in what was typed."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def normalise(text: str) -> Normal:
    """Return `text` in normal form; spaces stay, as one, between Latin letters and digits only."""
    folded = text.translate(_FOLDING)
    if not _SPACES.search(folded):
        return Normal(folded)
    places = list(range(len(folded)))
    for gap in reversed(list(_SPACES.finditer(folded))):
        start, end = gap.span()
        inner = _is_latin(folded[start - 1 : start]) and _is_latin(folded[end : end + 1])
        del places[start + inner : end]
    kept = "".join(" " if folded[place].isspace() else folded[place] for place in places)
    return Normal(kept, tuple(places))


def _is_latin(char: str) -> bool:
    """Return whether a space beside `char` tells one number or word from the next: 4 15:00, 1. 12月."""
    return char.isascii() and (char.isalnum() or char == ".")


def _folding() -> dict[int, str]:
    """Return what each character becomes; never more than one, and never one that changes again."""
    table: dict[str, str] = {}
    for code in (*range(0xFF01, 0xFF5F), *range(0x2F00, 0x2FD6), *range(0x2460, 0x2469), 0x3000):
        table[chr(code)] = unicodedata.normalize("NFKC", chr(code))
    table |= dict(zip(TRADITIONAL[::2], TRADITIONAL[1::2], strict=True))
    table |= _DASHES | _OTHER
    table |= {chr(code): chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
    formal = dict(zip(_FORMAL[::2], _FORMAL[1::2], strict=True))
    table = {char: one.lower() for char, one in table.items()}
    settled = {
        char: formal.get(table.get(one, one), table.get(one, one)) for char, one in table.items()
    }
    return {ord(char): one for char, one in (settled | formal).items()}


_FOLDING = _folding()
