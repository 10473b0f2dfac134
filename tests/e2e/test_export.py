"""What a self-check found as a file: exported, opened, and on the Bot API's bad days."""

from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document

from bot.sandbox.faults import Fault
from tests.e2e.test_check import FITTING, start_check
from tests.e2e.town import STAFF, Citizen, Message, Town, data_of, labels_of

SECOND = timedelta(seconds=1)
EXPORTS = ["导出 Word", "导出文字"]
MARK = "（可能重复）"


async def finished(user: Citizen) -> Message:
    """Go through a check of S01 to its end."""
    await start_check(user)
    await user.answers(*FITTING, "看结果")
    return await user.sees("S01：与文字要件相符")


async def test_a_word_document_arrives_and_opens(user: Citizen) -> None:
    verdict = await finished(user)
    assert [one for one in labels_of(verdict) if "导出" in one] == EXPORTS
    await user.press("导出 Word")
    sent = await user.sees("对照结果（不是认定结论）")
    assert sent["document"]["file_name"] == "对照结果-S01-20261123.docx"
    assert sent["document"]["mime_type"].endswith("wordprocessingml.document")
    await user.sees_toast("文件在下面")
    words = [one.text for one in Document(BytesIO(await user.downloads(sent))).paragraphs]
    assert "（一）S01（落实决策部署中的失误和偏差）：与文字要件相符" in words
    assert "2026年11月23日" in words
    assert sent["message_id"] > verdict["message_id"], "the result stays where it is"


async def test_a_text_arrives_that_old_windows_reads(user: Citizen) -> None:
    await finished(user)
    await user.press("导出文字")
    sent = await user.sees("对照结果")
    assert sent["document"]["file_name"] == "对照结果-S01-20261123.txt"
    content = await user.downloads(sent)
    assert content.startswith(b"\xef\xbb\xbf")
    assert "二、对照结果\r\n" in content.decode("utf-8-sig")


async def test_tapped_twice_it_comes_once_pressed_again_later_once_more(
    town: Town, user: Citizen
) -> None:
    verdict = await finished(user)
    await user.press("导出文字", verdict)
    first = await user.sees("对照结果（")
    await user.press("导出文字", verdict)
    await town.applied()
    assert town.count("sendDocument") == 1
    town.clock.move(3 * SECOND)
    await user.press("导出文字", verdict)
    second = await user.sees("对照结果（")
    assert second["document"]["file_name"] == first["document"]["file_name"]


async def test_from_an_old_step_it_does_not_come(user: Citizen) -> None:
    verdict = await finished(user)
    await user.press("改答案", verdict)
    await user.sees("")
    calls = user.town.count("sendDocument")
    await user.press("导出文字", verdict)
    await user.sees_toast("属于旧的一步")
    await user.town.applied()
    assert user.town.count("sendDocument") == calls


async def test_only_the_person_who_checked_gets_the_file(town: Town, user: Citizen) -> None:
    verdict = await finished(user)
    other = town.citizen(STAFF)
    await other.send("/start")
    await other.sees("容错纠错助手")
    other.press_data(data_of(verdict, "导出 Word"), other.message)
    await other.sees("现在没有进行中的对照")
    assert town.count("sendDocument") == 0


@pytest.mark.parametrize("label", EXPORTS)
async def test_a_file_is_sent_again_after_an_error_500(
    town: Town, user: Citizen, label: str
) -> None:
    await finished(user)
    town.sandbox.faults.add(Fault("error_500", method="sendDocument"))
    await user.press(label)
    sent = await user.sees("对照结果（", flying=True)
    assert MARK not in sent["caption"], "it was never accepted"
    assert await user.downloads(sent)


async def test_a_file_whose_answer_was_lost_is_repeated_and_marked(
    town: Town, user: Citizen
) -> None:
    await finished(user)
    town.sandbox.faults.add(Fault("lost_answer", method="sendDocument"))
    await user.press("导出 Word")
    sent = await user.sees(MARK, "对照结果（", flying=True)
    one, other = [
        message["document"] for message in town.shown(user.chat).messages if "document" in message
    ]
    assert one["file_size"] == other["file_size"] == len(await user.downloads(sent))


async def test_a_file_waits_as_long_as_telegram_asks(town: Town, user: Citizen) -> None:
    await finished(user)
    town.sandbox.faults.add(Fault("too_many", method="sendDocument", retry_after=30))
    await user.press("导出文字")
    await town.refused("sendDocument")
    await town.clock.pass_by(29 * SECOND)
    await town.applied()
    assert town.count("sendDocument") == 1
    await town.clock.pass_by(2 * SECOND)
    sent = await user.sees("对照结果（")
    assert MARK not in sent["caption"]


async def test_a_file_in_the_outbox_survives_a_restart_and_is_not_kept_after_it(
    town: Town, user: Citizen
) -> None:
    await finished(user)
    town.sandbox.faults.add(Fault("error_500", method="sendDocument", times=100))
    await user.press("导出文字")
    await town.refused("sendDocument")
    await town.stop()
    town.sandbox.faults.clear()
    town.clock.move(2 * SECOND)
    await town.start()
    sent = await user.sees("对照结果（")
    assert "六、说明" in (await user.downloads(sent)).decode("utf-8-sig")
    await town.stop()
    payloads = await town.rows("SELECT payload FROM outbox")
    assert payloads
    assert not [one for (one,) in payloads if "mime_type" in one]
