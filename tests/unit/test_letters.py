"""From a reply to what the outbox keeps."""

import json
from base64 import b64decode

from structlog.testing import capture_logs

from bot.content_folder import load_pack
from bot.dialog.actions import ShowItems
from bot.dialog.callbacks import encode
from bot.dialog.content.parts import Language
from bot.dialog.reply import Button, Quote, Reply, Text
from bot.dialog.voice import Voice
from bot.sending import File, file_letter, letters
from storage.outbox import Outgoing, Priority

VOICE = Voice(load_pack(None), Language.CHINESE)
SHORT = Reply((Text("一 < 二"),), ((Button("事项", ShowItems()),),))
LONG = Reply((Text("字" * 9000),), ((Button("事项", ShowItems()),),))
KEYBOARD = ((("事项", encode(ShowItems(), VOICE.pack.version)),),)
MARK = "（可能重复）"


def test_a_new_message() -> None:
    assert letters(7, SHORT, VOICE) == [
        Outgoing(7, {"html": "一 &lt; 二", "mark": MARK, "keyboard": KEYBOARD}, Priority.REPLY)
    ]


def test_an_edit_takes_the_place_of_a_message() -> None:
    [letter] = letters(7, SHORT, VOICE, edit=12, reply_to=5)
    assert letter.payload["edit"] == 12
    assert "reply_to" not in letter.payload


def test_an_answer_in_a_group() -> None:
    [letter] = letters(-7, SHORT, VOICE, reply_to=5, priority=Priority.REMINDER)
    assert letter.payload["reply_to"] == 5
    assert letter.priority is Priority.REMINDER


def test_of_a_long_reply_only_the_first_part_edits_and_only_the_last_has_buttons() -> None:
    first, second, third = [letter.payload for letter in letters(7, LONG, VOICE, edit=12)]
    assert first.keys() == {"html", "mark", "edit"}
    assert second.keys() == {"html", "mark"}
    assert third.keys() == {"html", "mark", "keyboard"}
    assert first["html"] + second["html"] + third["html"] == "字" * 9000


def test_every_part_of_a_long_answer_names_what_it_answers() -> None:
    assert [letter.payload["reply_to"] for letter in letters(-7, LONG, VOICE, reply_to=5)] == [
        5
    ] * 3


def test_a_file_keeps_its_bytes_and_its_caption_is_escaped() -> None:
    file = File("对照.docx", "application/x", bytes(range(256)))
    letter = file_letter(7, file, "一 < 二", VOICE)
    kept = json.loads(json.dumps(letter.payload))
    assert b64decode(kept["file"].pop("content")) == file.content
    assert kept == {
        "file": {"name": "对照.docx", "mime_type": "application/x"},
        "html": "一 &lt; 二",
        "mark": MARK,
    }
    assert letter.priority is Priority.REPLY


def test_a_letter_survives_json() -> None:
    [letter] = letters(7, SHORT, VOICE)
    assert json.loads(json.dumps(letter.payload))["keyboard"] == [[list(KEYBOARD[0][0])]]


def test_a_false_quotation_does_not_leave_and_is_logged() -> None:
    clause = next(iter(VOICE.pack.measure.clauses))
    reply = Reply((Text("答"), Quote(clause, "文本里没有的话", "—— 某处")))
    with capture_logs() as logs:
        [letter] = letters(7, reply, VOICE)
    assert "文本里没有的话" not in letter.payload["html"]
    assert logs == [{"event": "quotation.false", "clauses": (clause,), "log_level": "error"}]
