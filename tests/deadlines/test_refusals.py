"""What gives no deadline, and why. Whatever speaks of a time and is not understood is among it."""

import pytest

from tests.deadlines.reading import told

NO_DATE = """
尽快 近期完成 有空再说 改天 过几天 两三天内 十来天 几个工作日内 半天内 三天 一个小时 13912345678 0888-5123456 第3季度报告 上半年总结
〔2026〕5号 5号文件 12号楼 二号线 S03 v1.12.5 退还3.5万元 完成率12.5% 三点建议 快一点 一点点 交整改报告 12月4日左右 大概下周五 约12月4日 12月4日后
12月4日起 下周五以后 不早于12月4日 月初 下月初 12月中 12月中下旬 第二周 十二月第一周 下个月的今天 三天后的周五 12月4日之前的周五 周五前一天 元旦前三天
12月4日前三天 会后三天内 收到通知后5个工作日内 提前3天 顺延三天 明早 明天上班前 明天下班后 一月内 三日前 八月十五 下周下午 戊戌年八月 27年内 几年内
节后 国庆后 过完春节 2028春节前 12月10日开会，请尽快报材料 11月25日开会，下午3点前报送 周一二 下午三 后天这个时候
"""
IMPOSSIBLE = """
2月30日 4月31日 13月5日 0月5日 12月0日 32号 本月31日 2027年2月29日 2027-02-29 明天25点 25:00 明天24:30 明天8点60分 上午15点 晚上一点 12月4日8点5
12月4日（周三） 12月4日17:00（周三） 本周五17:00前（12月4日） 周三（即12月4日） 下周五（12月5日） 周八 星期七 下周8 腊月三十 农历十三月初一
"""
PAST = """
昨天 前天下午 上周五 上个月 去年底 三天前 两小时前 2026年11月22日 2025年12月31日前 本月10号 上旬 上午九点前 今天凌晨两点 一周前 今年春节 2026-11-23
"""
NOT_SINGLE = """
每天 每周五下午 每月10号前 每个工作日 每两周 每季度末 逢周五 隔周周一 按月报送 天天 周三或周五 周三或者周五 12月4日还是5日 要么周三要么周五 周三交，不行就周五
周二、周四 12月4日和12月10日 12月4、10日 今天/明天 11月30日前自查，12月31日前整改 周六周日 定期
"""
ENGLISH = """
asap|no_date
before Friday|no_date
after Friday|no_date
early next week|no_date
around Dec 4|no_date
Dec 4-6|no_date
2026-12-04T17:30Z|no_date
Q1 2028|no_date
I may be late|no_date
Feb 30|impossible
Wed 4 Dec|impossible
13pm tomorrow|impossible
yesterday|past
3 days ago|past
every Friday|not_single
the weekly report every Friday|not_single
report weekly|not_single
Monday or Tuesday|not_single
Mondays|not_single
"""
DAY_OVER = "2026-11-24 00:30"


@pytest.mark.parametrize(
    ("why", "texts"),
    [
        ("no_date", NO_DATE),
        ("impossible", IMPOSSIBLE),
        ("not_single", NOT_SINGLE),
        ("past", PAST.replace(" 2026-11-23", "")),
    ],
)
def test_each_is_refused(why: str, texts: str) -> None:
    for text in texts.split():
        assert (text, told(text)) == (text, why)


def test_each_in_english_is_refused() -> None:
    for line in ENGLISH.split("\n"):
        if line:
            text, _, why = line.partition("|")
            assert (text, told(text)) == (text, why)


def test_a_day_that_has_just_ended_is_past() -> None:
    assert told("2026-11-23", DAY_OVER) == "past"
    assert told("11月24日", DAY_OVER) == "2026-11-24"


def test_a_minute_that_has_come_is_past() -> None:
    assert told("10:00") == "past"
    assert told("10:01") == "2026-11-23 10:01"


def test_a_long_text_is_not_searched() -> None:
    assert told("下周五前" + "报" * 3_000) == "no_date"
