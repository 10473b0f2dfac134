"""The outbox under the Bot API's bad days: nothing lost, doubles only where nobody can know."""

from datetime import timedelta

from bot.sandbox.faults import Fault
from tests.e2e.town import DAY, Citizen, Message, Town

SECOND = timedelta(seconds=1)


async def start_check(user: Citizen) -> Message:
    await user.send("/check")
    await user.sees("对照哪一种情形？")
    await user.press("S01")
    return await user.sees("最多还有 6 个")


async def test_a_reply_is_sent_again_after_an_error_500(town: Town, user: Citizen) -> None:
    town.sandbox.faults.add(Fault("error_500", method="sendMessage"))
    await user.send("招商引资")
    answer = await user.sees("S04", flying=True)
    assert "可能重复" not in answer["text"], "it was never accepted"


async def test_a_lost_answer_is_repeated_and_marked(town: Town, user: Citizen) -> None:
    town.sandbox.faults.add(Fault("lost_answer", method="sendMessage"))
    await user.send("招商引资")
    await user.sees("（可能重复）", "S04", flying=True)


async def test_a_lost_answer_to_an_edit_needs_no_mark(town: Town, user: Citizen) -> None:
    await start_check(user)
    town.sandbox.faults.add(Fault("lost_answer", method="editMessageText"))
    await user.press("是")
    question = await user.sees("最多还有 5 个", flying=True)
    assert "可能重复" not in question["text"]


async def test_the_wait_that_telegram_asks_for_is_kept(town: Town, user: Citizen) -> None:
    town.sandbox.faults.add(
        Fault("too_many", method="sendMessage", chat_id=user.chat, retry_after=30)
    )
    await user.send("招商引资")
    await town.refused("sendMessage")
    calls = town.count("sendMessage")
    await town.clock.pass_by(29 * SECOND)
    await town.applied()
    assert town.count("sendMessage") == calls + 1, "only the answer to another person"
    await town.clock.pass_by(2 * SECOND)
    await user.sees("S04")


async def test_the_order_within_a_chat_is_kept(town: Town, user: Citizen) -> None:
    town.sandbox.faults.add(Fault("error_500", method="sendMessage", times=2))
    for question in ("S01", "S02", "S03"):
        town.sandbox.people.type(user.number, user.chat, question)
    await user.sees("S03", flying=True)
    said = [one["text"] for one in town.shown(user.chat).messages][-3:]
    assert all(name in text for name, text in zip(("S01", "S02", "S03"), said, strict=True))


async def test_an_edit_whose_message_is_gone_is_said_anew(town: Town, user: Citizen) -> None:
    question = await start_check(user)
    town.sandbox.world.delete(dict(question))
    await user.press("是", question)
    again = await user.sees("最多还有 5 个")
    assert again["message_id"] != question["message_id"]


async def test_a_person_who_blocked_the_bot_keeps_nobody_waiting(town: Town, user: Citizen) -> None:
    await user.adds("2026-11-25 甲")
    town.sandbox.people.block(user.number, blocked=True)
    await town.applied()
    await town.clock.pass_by(DAY)
    await town.applied()
    assert not [one for one in town.shown(user.chat).messages if "到期。" in one["text"]]


async def test_a_repeated_update_has_no_second_effect(town: Town, user: Citizen) -> None:
    town.sandbox.faults.duplicate_updates(count=1)
    await user.adds("2026-12-04 只一次")
    await town.applied()
    await user.send("/items")
    await user.sees("整改事项（1 项）")


async def test_polling_survives_errors(town: Town, user: Citizen) -> None:
    for kind in ("error_500", "reset", "too_many"):
        town.sandbox.faults.add(Fault(kind, method="getUpdates"))
    await user.send("招商引资")
    await user.sees("S04", flying=True)


async def test_a_button_whose_acknowledgement_fails_still_works(town: Town, user: Citizen) -> None:
    await start_check(user)
    town.sandbox.faults.add(Fault("error_500", method="answerCallbackQuery"))
    await user.press("是")
    await user.sees("最多还有 5 个")


async def test_what_waits_in_the_outbox_survives_a_restart(town: Town, user: Citizen) -> None:
    town.sandbox.faults.add(Fault("error_500", method="sendMessage", chat_id=user.chat, times=100))
    await user.send("招商引资")
    await town.refused("sendMessage")
    await town.stop()
    town.sandbox.faults.clear()
    town.clock.move(2 * SECOND)
    await town.start()
    answer = await user.sees("S04")
    assert "可能重复" not in answer["text"]
