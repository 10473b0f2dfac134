"""Words around a time that say whether it is an end or a beginning, or only about then."""

import re

_UNITS = (
    r"(?:\d+|[一二两三四五六七八九十几半])个?半?(?:天|日|周|星期|礼拜|月|年|小时|钟头|工作日|夜|晚)"
)
BEFORE = re.compile(
    rf"(?:当天|当日|那天|这天|那周|这周)?(?:\(含(?:当[日天]|本日|该日)?\))?的?(?:之前|以前|前(?![期往任台言景置提列后面夕半夜])(?!{_UNITS})|止|为止|截止|截至"
    r"|之内|以内|内(?![部容设在外涵])|为限|结束前|结束之前|到期|期间)+"
)
AFTER = re.compile(
    r"(?:当天|当日)?(?:之日)?(?:起(?![飞草来诉])|开始|算起|之后|以后|过后|后(?![续面果台期勤])|以来)(?:的|计|算)?,?"
)
EVENT = re.compile(
    r"(?![或及])[一-龥]{1,4}?(?<![提目以之当空])(?:之前|以前|前(?![期往任台言景置提列后面夕半夜]))"
)
"""An event and “before”: 今晚睡觉前, 明天开会前. When on that day, nobody knows."""
APPROX = re.compile(r"左右|前后|上下|前夕|前夜|附近|前半|后半|[早晚]些|前不久|前期|后期")
ANCHOR = re.compile(r"(?:[起后完近前头上]|过去|之日|开始|以来)(?:的|计|算|,)?$")
OFFSET = re.compile(r"z(?![a-z\d])|[+-](?:0\d|1[0-4]):?[0-5]\d(?!\d)")
BROKEN = re.compile(
    r"(?<=[\d几数第个多〕零一二两三四五六七八九十百半])(?=[\d零〇一二两三四五六七八九十百廿卅半年月季旬周星礼节点时日])"
)
UNSURE = re.compile(
    r"(?:大约|大概|(?<![预相邀条合])约|差不多|估计|也许|可能|或许|过完|过了|(?<![a-z])(?:around|about|approximately|early|mid|late|sometime|roughly) ?)$"
)
TO = re.compile(r"(?:起|开始)?,?(?:一直|直)?(?:到|至|-{1,2}|~|截止到|截止|截至)")
