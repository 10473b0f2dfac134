"""The rules of language: what around the words of a cue turns them round or takes their weight.

They are few and know nothing of any measure. What is turned round twice holds (“不是没有上会”); what is
doubted, asked, supposed, feared or said of somebody else is no fact.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from bot.dialog.story import words as w
from bot.dialog.story.cues import Place
from bot.dialog.story.folding import CLAUSE_ENDS, SENTENCE_ENDS, Folded, is_latin


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
            linked = before and self._plain[before[-1].end() : start] in w.LINKS
            last = before[-1] if linked else None
        count += bool(w.DENIED.match(self._plain, place.end))
        count += sum(self._turns_within(gap) for gap in place.gaps)
        return count, start

    def _is_before(self, negator: re.Match[str], place: Place) -> bool:
        """Return whether a negator stands in front of a cue, or runs into it (“不敢” into “敢动”)."""
        is_negative = bool(w.NEGATOR.match(self._plain, place.start))
        return negator.end() <= place.start or (negator.start() < place.start and not is_negative)

    def _turns_within(self, gap: tuple[int, int]) -> int:
        """Return how many negators in a gap belong to what follows it (“手续……补”: “手续一直没补”)."""
        near = gap[1] - w.CLOSE_IN_GAP
        return sum(
            gap[0] <= one.start() and near < one.end() <= gap[1] and not self._goes_on(one)
            for one in self._negators
        )

    def _goes_on(self, negator: re.Match[str]) -> bool:
        """Return whether a negator only says again what was denied (“没有精神也没有文件”)."""
        return bool(negator.start()) and self._plain[negator.start() - 1] in w.ALSO

    def is_no_fact(self, place: Place) -> bool:
        """Return whether what stands at `place` is doubted, asked, supposed, or not one's own."""
        return (
            self._is_asked(place)
            or self._is_doubted(place)
            or self._is_supposed(place)
            or (not self._is_about_another and self._is_anothers(place))
        )

    def is_no_fact_at_all(self, clause: Place) -> bool:
        """Return whether nothing in a whole clause is a fact: doubted, asked, supposed, another's."""
        asked = w.ASKS.search(self.story.text, clause.start, min(clause.end + 1, len(self._plain)))
        return (
            asked is not None
            or any(self._has(one, clause.start, clause.end) for one in (w.UNKNOWN, w.DOUBTED))
            or w.SUPPOSED.search(self.story.text, clause.start, clause.end) is not None
            or self.is_no_fact(clause)
            or (not self._is_about_another and self._is_anothers(Place(clause.end, clause.end)))
        )

    def clause(self, place: Place) -> tuple[int, int]:
        """Return the first and last place of the clause in which a cue stands."""
        return self._stretch(place, CLAUSE_ENDS)

    @cached_property
    def _plain(self) -> str:
        """The text without the words that only look like a negation, in the same places."""
        return w.IDLE.sub(lambda found: "\0" * len(found[0]), self.story.text)

    @cached_property
    def _negators(self) -> list[re.Match[str]]:
        return list(w.NEGATOR.finditer(self._plain))

    def _stretch(self, place: Place, ends: str) -> tuple[int, int]:
        breaks = self._breaks[ends]
        before, after = bisect_left(breaks, place.start), bisect_left(breaks, place.end)
        return breaks[before - 1] + 1, breaks[after]

    @cached_property
    def _breaks(self) -> dict[str, list[int]]:
        """Where clauses and where sentences end; the text itself begins after -1 and ends with its length."""
        text = self.story.text
        return {
            ends: [-1, *(at for at, char in enumerate(text) if char in ends), len(text)]
            for ends in (CLAUSE_ENDS, SENTENCE_ENDS)
        }

    def _reaches(self, negator: re.Match[str], place: Place) -> bool:
        between = self._plain[negator.end() : place.start]  # nothing where “不敢” runs into the cue
        said = negator[0]
        if said in w.CLOSE:
            return between in w.LINKS
        if any(char in between for char in CLAUSE_ENDS) or self._is_question(negator):
            return False
        if len(between) > (w.FAR_LATIN if said.isascii() else w.FAR):
            return False
        if said in w.COPULA:
            between = w.REASON.sub("", between)
        done = between and w.NOT_DONE.search(said) and w.DONE.search(self._at(place))
        begins = w.TURN.match(self._plain, place.start) if between else None
        return not (w.TURN.search(between) or begins or done)

    def _at(self, place: Place) -> str:
        return self.story.text[place.start : place.end]

    def _is_question(self, negator: re.Match[str]) -> bool:
        return any(
            one.start() < negator.end() and negator.start() < one.end()
            for one in self._alternatives
        )

    @cached_property
    def _alternatives(self) -> list[re.Match[str]]:
        return list(w.ALTERNATIVE.finditer(self.story.text))

    def _is_asked(self, place: Place) -> bool:
        text, (start, end) = self.story.text, self.clause(place)
        before = text[max(start, place.start - w.FAR) : place.start]
        if w.ASKED_BEFORE.search(before) or w.ASKED_AFTER.match(text, place.end):
            return True
        for one in self._alternatives:
            near = place.start - w.NEAR_AFTER <= one.end() and one.start() < place.end
            if near and one.start() >= start:
                return True
        asks = w.ASKS.search(text, place.end, min(end + 1, len(text)))
        return bool(asks) and asks.start() - place.end <= w.ASKED_REST if asks else False

    def _is_doubted(self, place: Place) -> bool:
        text, (start, end) = self.story.text, self.clause(place)
        far = w.FAR_LATIN if is_latin(text[place.start]) else w.NEAR_BEFORE
        if self._has(w.DOUBT_BEFORE, max(start, place.start - far), place.start):
            return True
        if self._has(w.UNKNOWN, max(start, place.start - w.NEAR_AFTER), place.start):
            return True
        for one in w.UNKNOWN.finditer(text, place.end, self._next_clause_end(end)):
            rest = min(self._clause_end(one.end()), len(text)) - one.end()
            lead = one.start() - (place.end if one.start() < end else end + 1)
            if rest <= w.REST and lead <= w.NEAR_AFTER and not self._is_part_of_a_cue(one):
                return True
        return False

    def _clause_end(self, place: int) -> int:
        breaks = self._breaks[CLAUSE_ENDS]
        return breaks[bisect_left(breaks, place)]

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
        for one in w.SUPPOSED.finditer(text, sentence, place.start):
            over = [at for at in range(one.end(), start) if text[at] in ",:"]
            if all(w.THEN.match(text, at) for at in over):
                return True
        near = self._plain[max(start, place.start - w.UNREAL_FAR) : place.start]
        last = next(reversed(list(w.UNREAL.finditer(near))), None)
        return last is not None and not w.TURN.search(near, last.end())

    @cached_property
    def _is_about_another(self) -> bool:
        """Whether the whole story is somebody else's, told for them."""
        text = self.story.text
        if not w.OTHERS.search(text) and not w.FOR_OTHERS.search(text):
            return False
        return bool(w.FOR_OTHERS.search(text)) or not w.SELF.search(w.ASIDE.sub("", text))

    def _is_anothers(self, place: Place) -> bool:
        """Return whether somebody outside the case is who the sentence speaks of at `place`."""
        text = self.story.text
        if w.NOT_MINE.match(text, place.end):
            return True
        start, _ = self._stretch(place, SENTENCE_ENDS)
        others = [one.end() for one in w.OTHERS.finditer(text, start, place.start)]
        if w.OTHERS.search(text, 0, start) and w.THIRD.match(text, start):
            others.append(start)
        selves = [one.start() for one in w.SELF.finditer(text, start, place.end)]
        return bool(others) and max(others) > max(selves, default=-1)
