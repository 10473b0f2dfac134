"""Claims about the asking: it ends within its bound, and leaves nothing open that could decide."""

from collections.abc import Iterator, Sequence
from random import Random

from bot.dialog.actions import Answer
from bot.dialog.checklist.interview import Check, truths
from bot.dialog.content.rules import Scenarios
from bot.dialog.proof.assignments import Table
from bot.dialog.proof.claim import Claim, different, listed, told
from bot.dialog.proof.engine import Engine

Course = tuple[tuple[str, Answer], ...]
"""Questions in their order, each with what was answered."""
_WORD = {Answer.YES: "yes", Answer.NO: "no", Answer.UNCLEAR: "not sure"}
_ENGINE = "the engine asks wrongly: report it, the content is not to blame"


class Courses:
    """Every course that the asking for one scenario can take."""

    def __init__(self, content: Scenarios, scenario: str, engine: Engine) -> None:
        self._content = content
        self._engine = engine
        self._known: dict[frozenset[tuple[str, Answer]], tuple[Course, Course]] = {}
        self.ends: list[Check] = []
        self.faults: list[str] = []
        check = Check((scenario,), "")
        first = engine.remaining(content, check)
        self.bound = len(first)
        self.shortest, self.longest = self._from(check, first)

    def _from(self, check: Check, left: list[str]) -> tuple[Course, Course]:
        """Return the shortest and the longest course from here on."""
        key = frozenset(check.answers)
        if key not in self._known:
            if not left:
                self.ends.append(check)
            courses = list(self._further(check, left)) if left else [((), ())]
            shortest = min((short for short, _ in courses), key=len, default=())
            longest = max((long for _, long in courses), key=len, default=())
            self._known[key] = shortest, longest
        return self._known[key]

    def _further(self, check: Check, left: list[str]) -> Iterator[tuple[Course, Course]]:
        for answer in Answer:
            after = check.answered(left[0], answer)
            still = self._engine.remaining(self._content, after)
            if fault := fault_of(after, left, still):
                self.faults.append(fault)
                continue  # it need not end from here on
            short, long = self._from(after, still)
            yield ((left[0], answer), *short), ((left[0], answer), *long)


def fault_of(after: Check, left: Sequence[str], still: Sequence[str]) -> str | None:
    """Return what is wrong with `still` being asked after the last answer, where `left` was."""
    course = f"after {course_told(after.answers)}"
    if again := [name for name in still if name in dict(after.answers)]:
        return f"{course}: expected no answered question, found {listed(again)} again: {_ENGINE}"
    if new := [name for name in still if name not in left]:
        return f"{course}: expected nothing unannounced, found {listed(new)}: {_ENGINE}"
    if len(still) >= len(left):
        at_most = f"at most {len(left) - 1} more"
        return f"{course}: expected {at_most}, found {len(still)} ({listed(still)}): {_ENGINE}"
    return None


def course_told(course: Course) -> str:
    """Return a course for reading."""
    return ", ".join(f"{name} {_WORD[answer]}" for name, answer in course) or "nothing"


def asking_claims(table: Table, engine: Engine) -> Iterator[Claim]:
    """Yield the claims about the asking for one scenario."""
    courses = Courses(table.content, table.scenario, engine)
    short, long = courses.shortest, courses.longest
    yield Claim(
        table.scenario,
        f"asking ends within the {courses.bound} questions announced; shortest course "
        f"{len(short)} ({course_told(short)}), longest {len(long)} ({course_told(long)})",
        different(courses.faults),
    )
    yield Claim(
        table.scenario,
        f"in all {len(courses.ends):,} ends nothing unasked can change the verdict",
        different(list(_open_ends(table, courses.ends))),
    )


def _open_ends(table: Table, ends: list[Check]) -> Iterator[str]:
    lines = table.content.bottom_lines
    presumed = {line: truth for line, truth in table.lines_held().items() if not lines[line].asked}
    for end in ends:
        said = truths(table.content, end)
        known = {name: said[name] for name in table.assignments.names if name in said}
        ways = table.assignments.all_where({**presumed, **known})
        verdicts = [verdict for verdict, some in table.sets.items() if some & ways]
        if len(verdicts) > 1:
            yield (
                f"the asking ended {told(known)}: expected one verdict whatever else is true, "
                f"found {' or '.join(verdicts)}: {_ENGINE}"
            )


def together_claim(content: Scenarios, engine: Engine, random: Random, courses: int) -> Claim:
    """Return the claim that asking for all scenarios at once keeps its bound, by random courses."""
    begun = Check(tuple(content.scenarios), "")
    first = engine.remaining(content, begun)
    faults, longest = [], 0
    for _ in range(courses):
        check, left = begun, first
        while left:
            check = check.answered(left[0], random.choice(list(Answer)))
            still = engine.remaining(content, check)
            if fault := fault_of(check, left, still):
                faults.append(fault)
                break
            left = still
        longest = max(longest, len(check.answers))
    says = (
        f"asking for all scenarios ends within the {len(first)} questions announced, in "
        f"{courses} random courses (the longest had {longest})"
    )
    return Claim("all scenarios", says, different(faults))
