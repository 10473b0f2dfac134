"""How a person wants to be reminded: zone, quiet hours, digest; what is planned follows at once."""

from datetime import timedelta

import pytest

from bot.dialog.callbacks import encode
from bot.dialog.reminder_actions import SetQuiet, SetZone
from tests.dialog.packs import PACK
from tests.e2e.test_reminders import HOUR, add, told
from tests.e2e.town import Citizen, Town, labels_of, words_of


async def test_another_zone_moves_what_is_planned(town: Town, user: Citizen) -> None:
    await add(user, "2026-11-26 17:00 甲")
    await user.send("/settings")
    await user.sees("时区：北京时间")
    await user.press("时区")
    offer = await user.sees("您在哪个时区？")
    assert "✓ 北京时间" in labels_of(offer)
    await user.press("伦敦")
    await user.sees("时区：伦敦")
    await user.sees_toast("提醒已重新排过")
    user.seen = len(town.shown(user.chat).messages)
    await town.clock.pass_by(7 * HOUR - timedelta(minutes=1))
    assert not told(user), "it is not nine in London yet"
    await town.clock.pass_by(timedelta(minutes=2))
    await user.sees("还有 3 天到期")


async def test_a_zone_is_typed(user: Citizen) -> None:
    await user.send("/settings Europe/Paris")
    await user.sees("时区：Europe/Paris")
    await user.send("/settings Nowhere/Land")
    await user.sees("时区：Europe/Paris")


async def test_no_quiet_hours_at_all(town: Town, user: Citizen) -> None:
    await user.send("/settings")
    await user.sees("免打扰：22:00–08:00")
    await user.press("免打扰")
    await user.sees("什么时候不打扰？")
    await user.press("不用")
    await user.sees("免打扰：不用")
    await add(user, "2026-11-26 甲")
    await user.send("晚点提醒")
    await user.sees("什么时候再提醒")
    await user.press("选日期")
    await user.sees("请点一天")
    await user.send("2026-11-24 03:00")
    await user.sees("11月24日 周二 03:00")
    await town.clock.pass_by(17 * HOUR + timedelta(minutes=1))
    await user.sees("一项整改还有 2 天到期")


async def test_no_more_digest(town: Town, user: Citizen) -> None:
    await add(user, "2026-11-27 甲")
    await user.send("/settings")
    await user.sees("晨报：不用")
    for choice, shown in (("08:00", "晨报：08:00"), ("不用", "晨报：不用")):
        await user.press("晨报")
        await user.sees("每天几点看晨报")
        await user.press(choice)
        await user.sees(shown)
    user.seen = len(town.shown(user.chat).messages)
    await town.clock.pass_by(22 * HOUR + HOUR / 2)
    assert not [one for one in told(user) if "早上好" in words_of(one)]


@pytest.mark.parametrize(
    "action", [SetZone("Nowhere/Land"), SetQuiet(5_000, 480), SetQuiet(1_320, 5_000)]
)
async def test_a_button_that_nobody_made_changes_nothing(
    user: Citizen, action: SetZone | SetQuiet
) -> None:
    await user.send("/settings")
    shown = await user.sees("提醒设置")
    user.press_data(encode(action, PACK.version), shown)
    await user.sees_toast("旧")
    await user.send("/settings")
    await user.sees("时区：北京时间", "免打扰：22:00–08:00")


async def test_settings_are_no_matter_of_a_group(member: Citizen) -> None:
    for command in ("/settings", "/today"):
        await member.send(f"{command}@rongcuo_trial_bot")
        await member.sees("私聊")
