"""Job 2, handed out: what a self-check found as a Word document or as text."""

import asyncio

from bot.context import Unit
from bot.dialog import sentences as s
from bot.dialog.actions import FileForm
from bot.dialog.callbacks import Pressed
from bot.dialog.checklist.export import wanted_memo
from bot.dialog.memo import Memo
from bot.handlers import checklist
from bot.sending import File

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


async def press(unit: Unit, pressed: Pressed, form: FileForm) -> None:
    """Send the file; a button of an earlier step shows the present one instead."""
    today = unit.now.astimezone(unit.person.zone).date()
    memo = wanted_memo(unit.case_voice, unit.person.dialogs.check, pressed, today)
    if memo is None:
        await checklist.press(unit, pressed)
        return
    file = await asyncio.to_thread(_word, memo) if form is FileForm.WORD else _text(unit, memo)
    unit.remark = unit.case_voice.say(s.MEMO_SENT)
    await unit.send_file(file, unit.case_voice.say(s.MEMO_CAPTION))


def _word(memo: Memo) -> File:
    """Write the Word document; in a thread, for loading the library takes a moment."""
    from bot.word import written

    return File(f"{memo.name}.docx", _WORD, written(memo))


def _text(unit: Unit, memo: Memo) -> File:
    """Write the text as older Windows reads it too: with its mark of UTF-8 and its line ends."""
    text = memo.plain(unit.case_voice).replace("\n", "\r\n")
    return File(f"{memo.name}.txt", "text/plain", text.encode("utf-8-sig"))
