"""How many taps a self-check takes after a story that states all its facts."""

import pytest

from bot.dialog.checklist.labels import label
from bot.dialog.checklist.logic import Truth
from bot.dialog.story.told import answer_of
from tests.dialog.packs import PACK, ZH
from tests.e2e.told_fully import STORIES
from tests.e2e.town import Citizen, labels_of, words_of

MOST_TAPS = 6
CONTENT = PACK.scenarios


class Finger:
    """Presses buttons, and counts."""

    def __init__(self, user: Citizen) -> None:
        self.user, self.taps = user, 0

    async def press(self, name: str) -> None:
        await self.user.press(name)
        await self.user.sees("")
        self.taps += 1

    async def next(self) -> None:
        """Press what somebody presses of whom all that is asked holds."""
        shown = words_of(self.user.message)
        if "看结果" in labels_of(self.user.message):
            return await self.press("看结果")
        asked = next(name for name, one in CONTENT.elements.items() if one.question.zh in shown)
        return await self.press(label(ZH, asked, answer_of(CONTENT.elements[asked], Truth.MET)))


def test_there_is_a_story_for_every_scenario() -> None:
    assert list(STORIES) == list(CONTENT.scenarios)


@pytest.mark.parametrize("scenario", STORIES)
async def test_a_check_after_a_full_story_takes_few_taps(user: Citizen, scenario: str) -> None:
    await user.send(STORIES[scenario])
    card = await user.sees("我是这样理解的")
    finger = Finger(user)
    if f"可能是这一种：{scenario} " not in words_of(card):
        await finger.press("换一种情形")
        titled = f"{scenario} {CONTENT.scenarios[scenario].title.zh}"
        await finger.press(titled)
    await finger.press("就是这样")
    while "对照结果" not in words_of(user.message):
        await finger.next()
        assert finger.taps <= MOST_TAPS
    assert f"{scenario}：与文字要件相符" in words_of(user.message)
    print(f"{scenario}: {finger.taps} taps")
