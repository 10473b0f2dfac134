"""The rules of language: what around the words of a cue turns them round or takes their weight.

They are few and know nothing of any measure. What is turned round twice holds (“不是没有上会”); what is
doubted, asked, supposed, feared or said of somebody else is no fact.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from bot.dialog.story.cues import Place
from bot.dialog.story.folding import CLAUSE_ENDS, SENTENCE_ENDS, Folded, is_latin

_IDLE = re.compile(
    "没想到|没料到|没多久|没过多久|没几天|没过几天|没办法|没法子|没完没了|没日没夜|没少|没话说|未必|未来"
    "|无论|无奈|不仅|不但|不光|不单|不只|不得不|不得已|不由得|不久|不料|不过|不管|不断|不少|不小心|不慎"
    "|不同|不好意思|对不起|不可避免|避免不了|免不了|少不了|忍不住|非常|非得|非要|是非|除非|无非|莫非"
    "|没人敢|没人愿|没人肯|都不敢|谁也不敢|不该|不当|不正当|不应|不一会|不亚于|不愧|没错|差不多|不约而同|没关系|不要紧|要不是|不然|无意|不大会|不大不小|no matter"
    "|no doubt|not only"
)
_ALTERNATIVE = re.compile(r"(.)[没不](?:有)?\1|是否|有没|能否|可否|whether|有无")
"""“上没上会”, “是不是”: asks."""
_NEGATOR = re.compile(
    "从来没有|从来没|从没有|从没|从未|从不|并没有|并没|并未|并非|并不是|并不|没来得及|来不及|不是|不曾|未曾"
    "|不存在|谈不上|算不上|称不上|说不上|没有|没能|未能|绝无|毫无|不可能|不会|不属于|不算|没敢|不敢|不肯|不愿"
    "|顾不上|忘了|忘记|(?:跳过|绕过|绕开|省掉|省去|略过)了?|缺少|拒绝|拒收|否认|哪有|哪会|哪敢|怎么可能|怎么会"
    "|不够|不太|不怎么|没怎么|没|未|无|不|非"
    r"|n't\b|\bnot\b|\bnever\b|\bno\b|\bwithout\b|\bneither\b|\bnor\b|\bcannot\b|\bnobody\b|\bnone of\b"
)
_CLOSE = frozenset({"不", "非", "无", "不够", "不太", "不怎么", "忘了", "忘记", "缺少"})
"""Turn round only what stands right behind them."""
_FAR, _FAR_LATIN, _CLOSE_IN_GAP = 8, 26, 3
_TURN = re.compile(
    "是|而|但|却|就|才|所以|结果|后|还|也|只|便|反|倒|至少|当时|(?<![为除])了(?!解)|因为|由于|靠"
    r"|\b(?:and|but|so|because|i|we|it)\b"
)
"""Between a negator and a cue: something else is said already."""
_REASON = re.compile("因为|由于")
_COPULA = frozenset({"不是", "并不是", "并非"})
_LINKS = frozenset(
    {
        "",
        "说",
        "能说",
        "是",
        "是说",
        "因为",
        "由于",
        "完全",
        "真的",
        "故意",
        "等于",
        "能",
        "可能",
        " ",
    }
)
"""Between two negators of which one turns the other round."""
_DENIED = re.compile(
    "[^。!?;\n]{0,4}?(?:是假的|(?:就|那)?不对(?!的)|不属实|不是事实|是瞎说|是胡说|冤枉|是谣言)"
    r"|[^。!?;\n]{0,8}?\b(?:is|was) (?:not true|false|fake)\b"
)
"""Behind what others say of one: “说我们没有经验就不对了”."""
_DONE = re.compile("(?<![为除])了(?!解)")
_NOT_DONE = re.compile("没|未")

_DOUBT_BEFORE = re.compile(
    "好像|似乎|(?<!不)可能|也许|或许|大概|估计|应该|貌似|印象中|印象里|仿佛|说不定|听(?:人|传达|领导)?说|据说|怀疑|会不会"
    r"|\bmaybe\b|\bperhaps\b|\bprobably\b|\bpossibly\b|\bmight\b|\bi think\b|\bi guess\b|\bi believe\b"
)
_UNKNOWN = re.compile(
    "记不太?清楚?|记不得|不记得|记不起|不太?确定|不太?清楚|不大清楚|说不准|说不好|拿不准|吃不准|搞不清|弄不清|说不清"
    "|没印象|没有印象|不知道|不知|不晓得|不好说|不敢说|忘了|记忆模糊|想不起来?"
    r"|not sure|not certain|don't know|don't remember|do not remember|can't remember|cannot recall"
    "|can't recall|don't recall|not know"
)
_NEAR_BEFORE, _NEAR_AFTER = 12, 6
_REST = 3
"""How much a clause may go on behind “记不清”: more is what is not remembered."""
_SUPPOSED = re.compile(
    r"如果|假如|(?<![主不])要是|要不是|假设|倘若|若是|若没|万一|假使|除非|一旦|\bif\b|\bsuppose\b|\bunless\b|\bwould\b"
)
_THEN = re.compile("[,:](?:就|那|便|会|也就|可能|是不是|也|算不算|能不能|还能|it |would|could)")
_UNREAL = re.compile(
    "打算|计划|准备|拟|本想|本来想|原想|想要|希望|避免|防止|以免|免得|生怕|怕|担心|需要|必须|应当|理应|本该|本应"
    "|按理|规定要|要先|差点|险些|避开|不必|不用|无需|无须|没必要|没打算|不打算"
    r"|\bshould\b|\bplan to\b|\bwant to\b|\bhope\b|\bafraid\b|\bavoid\b|\bmust\b"
)
_UNREAL_FAR = 6
_ASKED_BEFORE = re.compile(
    "哪些|什么叫|啥叫|什么是|怎样算|怎样才|怎么算|怎么才|如何算|如何才|哪种|什么样|何谓|算不算|能不能|可不可以|该不该|要不要"
    r"|\bwhat is\b|\bwhat counts\b|\bwhich\b|\bis there\b|\bis it\b|\bhow\b"
)
_ASKED_AFTER = re.compile(
    "(?:是什么|指什么|是指|的定义|是啥|怎么理解|怎么界定|包括哪些|指的是|怎么算|怎么定义|什么意思)"
)
_ASKS = re.compile(r"(?:[吗么呢没]|没有|了没|与否|还是没)?[了]?\?|(?:吗|了没有|过没有|与否)$")
_ASKED_REST = 5

_OUTSIDERS = (
    "同事|朋友|同学|战友|老乡|亲戚|邻居|隔壁|别人|人家|别的|其他单位|其他县|其他乡|其他局|其他地方|兄弟单位|外县"
    "|外省|外地|邻县|外单位|听说|据说|传闻|新闻|某县|某局|某镇|有个县|有些地方|另一个"
)
_OTHERS = re.compile(
    f"(?<![给为替帮跟和与向把被让对找同或像])(?:我们?的?(?:单位|局|镇|村)?(?:的|里的|有个)?)?(?:{_OUTSIDERS})"
    r"|\b(?:my|a|our) (?:colleague|friend|neighbour|neighbor)s?\b|\banother (?:county|unit|office|town)\b"
    r"|\bothers\b|\bsomeone else\b|\bother (?:counties|units|offices|towns)\b|\bi heard\b"
)
_SELF = re.compile(
    r"我(?!们?的?(?:单位|局|镇|村)?(?:的|里的|有个)?(?:同事|朋友|同学|战友|老乡|亲戚|邻居|隔壁))|咱|俺|本人|\bi\b|\bwe\b"
)
_THIRD = re.compile("他|她|\\bhe\\b|\\bshe\\b|\\bthey\\b")
_ASIDE = re.compile(
    "我?想(?:替|帮|问|知道|了解|请教)|我(?:问|听说|觉得|帮|替)|帮我|请问|i heard|tell me|i (?:ask|want to ask)"
)
_FOR_OTHERS = re.compile(
    "(?:替|帮)(?:他|她|人|朋友|同事|同学|亲戚|别人).{0,3}(?:问|咨询|打听|看看)|(?:同事|朋友|同学|亲戚)的(?:事|情况|案)"
)


@dataclass(frozen=True)
class Speech:
    """A folded story, as far as its cues have to be read in what surrounds them."""

    story: Folded
    found: tuple[Place, ...]
    """Every cue that was found; a word of doubt inside one (“界限不清楚”) doubts nothing."""

    def reversals(self, place: Place) -> tuple[int, int]:
        """Return how often the words at `place` are turned round, and where that begins."""
        count, start = 0, place.start
        before = [one for one in self._negators if self._is_before(one, place)]
        last = before[-1] if before and self._reaches(before[-1], place) else None
        while last:
            count, start = count + 1, last.start()
            before = before[:-1]
            linked = before and self._plain[before[-1].end() : start] in _LINKS
            last = before[-1] if linked else None
        count += bool(_DENIED.match(self._plain, place.end))
        count += sum(self._turns_within(gap) for gap in place.gaps)
        return count, start

    def _is_before(self, negator: re.Match[str], place: Place) -> bool:
        """Return whether a negator stands in front of a cue, or runs into it (“不敢” into “敢动”)."""
        is_negative = bool(_NEGATOR.match(self._plain, place.start))
        return negator.end() <= place.start or (negator.start() < place.start and not is_negative)

    def _turns_within(self, gap: tuple[int, int]) -> int:
        """Return how many negators in a gap belong to what follows it (“手续……补”: “手续一直没补”)."""
        near = gap[1] - _CLOSE_IN_GAP
        return sum(gap[0] <= one.start() and near < one.end() <= gap[1] for one in self._negators)

    def is_no_fact(self, place: Place) -> bool:
        """Return whether what stands at `place` is doubted, asked, supposed, or not one's own."""
        return (
            self._is_asked(place)
            or self._is_doubted(place)
            or self._is_supposed(place)
            or (not self._is_about_another and self._is_anothers(place))
        )

    def clause(self, place: Place) -> tuple[int, int]:
        """Return the first and last place of the clause in which a cue stands."""
        return self._stretch(place, CLAUSE_ENDS)

    @cached_property
    def _plain(self) -> str:
        """The text without the words that only look like a negation, in the same places."""
        return _IDLE.sub(lambda found: "\0" * len(found[0]), self.story.text)

    @cached_property
    def _negators(self) -> list[re.Match[str]]:
        return list(_NEGATOR.finditer(self._plain))

    def _stretch(self, place: Place, ends: str) -> tuple[int, int]:
        text = self.story.text
        start = max(text.rfind(end, 0, place.start) for end in ends) + 1
        found = [at for at in (text.find(end, place.end) for end in ends) if at >= 0]
        return start, min(found, default=len(text))

    def _reaches(self, negator: re.Match[str], place: Place) -> bool:
        between = self._plain[negator.end() : place.start]  # nothing where “不敢” runs into the cue
        said = negator[0]
        if said in _CLOSE:
            return between in _LINKS
        if any(char in between for char in CLAUSE_ENDS) or self._is_question(negator):
            return False
        if len(between) > (_FAR_LATIN if said.isascii() else _FAR):
            return False
        if said in _COPULA:
            between = _REASON.sub("", between)
        done = between and _NOT_DONE.search(said) and _DONE.search(self._at(place))
        begins = _TURN.match(self._plain, place.start) if between else None
        return not (_TURN.search(between) or begins or done)

    def _at(self, place: Place) -> str:
        return self.story.text[place.start : place.end]

    def _is_question(self, negator: re.Match[str]) -> bool:
        return any(
            one.start() < negator.end() and negator.start() < one.end()
            for one in self._alternatives
        )

    @cached_property
    def _alternatives(self) -> list[re.Match[str]]:
        return list(_ALTERNATIVE.finditer(self.story.text))

    def _is_asked(self, place: Place) -> bool:
        text, (start, end) = self.story.text, self.clause(place)
        before = text[max(start, place.start - _FAR) : place.start]
        if _ASKED_BEFORE.search(before) or _ASKED_AFTER.match(text, place.end):
            return True
        for one in self._alternatives:
            near = place.start - _NEAR_AFTER <= one.end() and one.start() < place.end
            if near and one.start() >= start:
                return True
        asks = _ASKS.search(text, place.end, min(end + 1, len(text)))
        return bool(asks) and asks.start() - place.end <= _ASKED_REST if asks else False

    def _is_doubted(self, place: Place) -> bool:
        text, (start, end) = self.story.text, self.clause(place)
        far = _FAR_LATIN if is_latin(text[place.start]) else _NEAR_BEFORE
        if self._has(_DOUBT_BEFORE, max(start, place.start - far), place.start):
            return True
        if self._has(_UNKNOWN, max(start, place.start - _NEAR_AFTER), place.start):
            return True
        for one in _UNKNOWN.finditer(text, place.end, self._next_clause_end(end)):
            rest = min(self._clause_end(one.end()), len(text)) - one.end()
            lead = one.start() - (place.end if one.start() < end else end + 1)
            if rest <= _REST and lead <= _NEAR_AFTER and not self._is_part_of_a_cue(one):
                return True
        return False

    def _clause_end(self, place: int) -> int:
        found = [at for at in (self.story.text.find(end, place) for end in CLAUSE_ENDS) if at >= 0]
        return min(found, default=len(self.story.text))

    def _next_clause_end(self, end: int) -> int:
        text = self.story.text
        if end >= len(text) or text[end] in SENTENCE_ENDS:
            return end
        return self._clause_end(end + 1)

    def _has(self, pattern: re.Pattern[str], start: int, end: int) -> bool:
        found = pattern.finditer(self._plain, start, end)
        return any(not self._is_part_of_a_cue(one) for one in found)

    def _is_part_of_a_cue(self, one: re.Match[str]) -> bool:
        return any(place.holds(one.start(), one.end()) for place in self.found)

    def _is_supposed(self, place: Place) -> bool:
        text = self.story.text
        start, end = self.clause(place)
        sentence, _ = self._stretch(place, SENTENCE_ENDS)
        if text.find("的话", place.end, end) >= 0:
            return True
        for one in _SUPPOSED.finditer(text, sentence, place.start):
            over = [at for at in range(one.end(), start) if text[at] in ",:"]
            if all(_THEN.match(text, at) for at in over):
                return True
        near = self._plain[max(start, place.start - _UNREAL_FAR) : place.start]
        last = next(reversed(list(_UNREAL.finditer(near))), None)
        return last is not None and not _TURN.search(near, last.end())

    @cached_property
    def _is_about_another(self) -> bool:
        """Whether the whole story is somebody else's, told for them."""
        text = self.story.text
        if not _OTHERS.search(text) and not _FOR_OTHERS.search(text):
            return False
        return bool(_FOR_OTHERS.search(text)) or not _SELF.search(_ASIDE.sub("", text))

    def _is_anothers(self, place: Place) -> bool:
        """Return whether somebody outside the case is who the sentence speaks of at `place`."""
        text = self.story.text
        start, _ = self._stretch(place, SENTENCE_ENDS)
        others = [one.end() for one in _OTHERS.finditer(text, start, place.start)]
        if _OTHERS.search(text, 0, start) and _THIRD.match(text, start):
            others.append(start)
        selves = [one.start() for one in _SELF.finditer(text, start, place.end)]
        return bool(others) and max(others) > max(selves, default=-1)
