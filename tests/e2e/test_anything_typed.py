"""Whatever is typed and pressed in a self-check, there is an answer, a way on, and nothing is lost."""

import asyncio
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dialog.packs import PACK
from tests.e2e.told_fully import STORIES
from tests.e2e.town import Citizen, Town, labels_of, open_town, words_of

_SPOKEN = PACK.utterances.spoken
_WORDS = [word for name in type(_SPOKEN).model_fields for word in getattr(_SPOKEN, name)]
_SAID = [
    "上过会的",
    "没谋私",
    "我收了两条烟",
    "没有经验",
    "有的，会上讨论过，我也没拿好处，事后都整改了",
    "我们单位去年搞了个项目",
    "多少个工作日给答复",
    "容缺受理出了岔子能不能算",
    "看整改事项",
    "谢谢",
    "xyzzy",
    "/checks",
    "/cancel",
]
_TEXTS = st.sampled_from(["/check", *STORIES.values()]) | st.sampled_from([*_WORDS, *_SAID])
_PRESSES = st.tuples(st.integers(0, 3), st.integers(0, 20))
"""Which of the messages with buttons, from the newest, and which of its buttons."""
_STEPS = st.lists(_TEXTS | _PRESSES, min_size=5, max_size=30)
FAILED = PACK.texts[next(iter(PACK.texts))]["guard.failed"].split("，")[0]


@settings(max_examples=12, deadline=None)
@given(_STEPS)
def test_whatever_is_typed_and_pressed_is_answered(steps: list[str | tuple[int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_talk(Path(folder), steps))


async def _talk(folder: Path, steps: list[str | tuple[int, int]]) -> None:
    async with open_town(folder) as town:
        user = town.citizen()
        await user.send("/start")
        await user.sees("容错纠错助手")
        for step in steps:
            if isinstance(step, str):
                await user.send(step)
                await user.sees("")
            else:
                await _press(town, user, *step)
        await user.send("/check")
        shown = town.shown(user.chat).messages
        await town.until(lambda: any(map(labels_of, shown[user.seen :])), lambda: "no way on")
        said = map(words_of, shown)
        assert not [text for text in said if FAILED in text]


async def _press(town: Town, user: Citizen, back: int, place: int) -> None:
    """Press a button of a message, not always of the newest."""
    shown = town.shown(user.chat)
    offers = [one for one in reversed(shown.messages) if labels_of(one)]
    message = offers[min(back, len(offers) - 1)]
    labels = labels_of(message)
    answered = len(shown.toasts)
    await user.press(labels[place % len(labels)], message)
    await town.until(lambda: len(shown.toasts) > answered, lambda: f"no answer to {labels}")
