"""What a time is in its sentence: the limit, or only the backdrop of it.

“11月20日巡察反馈的问题，12月31日前完成整改” has one of each.
"""

import re
from enum import IntEnum

from bot.dialog.deadline.period import Level
from bot.dialog.deadline.point import Point


class Role(IntEnum):
    """How clearly a time is the limit."""

    BACKDROP = 0
    PLAIN = 1
    LIKELY = 2
    LIMIT = 3


_LIMIT = re.compile(
    r"(?:(?:不迟于|不晚于|不得?晚于|不得?迟于|不超过|最迟|最晚|至迟|截止|截至|截止日|截止日期|截止时间|最后期限|期限|时限|限期|限|赶在|务必[于在]?|[请须应需要]于|[请须应需要]在|需?要?在"
    r"|(?:推迟|延期|延长|延后|顺延|提前|改|调整|变更|放宽|挪|移|推|延|顺)(?:到|至|为|成))(?:到|至|于|在|为|是|:|之前)*"
    r"|(?<![a-z])(?:by|before|until|till|due|due by|due on|no later than|deadline:?|deadline is)(?: the)? ?)$"
)
_ACT = re.compile(
    r"[,)）]?(?:下班)?(?:之?前|必须|务必|要|得|应|须|再|就|把|将|给我?|向.{1,6})*(?:完成|报送|提交|上报|递交|呈报|交|报|整改|反馈|落实|办结|送|汇报|到期|到位|截止|销号|回复|答复|处理|上传|提供|补|归档|做|写|弄|搞|办|拿|发(?:给|来|我|出来|到|过来|送))"
)
_BACK_BEFORE = re.compile(
    r"(?:根据|按照|按|依据|依照|遵照|针对|关于|对照|对|收到|接到|自|从|由|原定于?|原|贯彻|落实|传达|结合|除|在|距离?|不是|并非|别|上次)$"
)
_NEGATED = re.compile(r"(?:不是|并非|不要|别|无需|不必|不用|不早于|不得?早于)$")
_CANCELLED = re.compile(
    r"[)]?(?:就|都|再|也)?(?:取消|作废|不用|不必|无需|不需|不再|不[加交报开来去])"
)
_STRONG_BEFORE = re.compile(
    r"(?:根据|按照|依据|依照|遵照|针对|关于|对照|贯彻|落实|传达|结合|收到|接到|原定于?)[^,，。;；]{0,3}$"
)
_BACK_AFTER = re.compile(
    r"[)）]?(?:的|召开|会议|例会|开会|开的?会|印发|下发|发布|发文|发出|发的|发现|检查|巡察|巡视|督查|督导|审计|通报|约谈|谈话|签订|成立|提出|布置|部署|研究|收到|接到|反馈的|反馈意见"
    r"|已|那次|那个|那份|这次|刚|就|才|说|通知|来函|来文|受理|立案|举行|组织|专题|党组|党委|县委|常委|办公会|调研|考核)"
)
_PAPER = re.compile(
    r"(?:的|度|份|内)*(?:工作|党建|财务|年度|月度|季度|经济|重点|业务|廉政|个人|全面|综合)*(?:报告|总结|小结|台账|报表|计划|情况|周报|月报|季报|年报|数据|材料|清单|会议|例会|考核|指标|任务|预算|决算|述职"
    r"|测评|安排|工资|绩效|账|报账|发票|要点|目标|运行|分析|部署|奖|工作(?!日)|党费|纪要|简报|进度|主题党日|党日|活动|值班|轮值|党课|违规|违纪|廉洁|安全|信访|维稳|舆情|月饼|粽子|慰问|福利|礼[品金]|纪律|晚会|联欢|作风|专项|问题|通报)"
)
_AFTER_PERIOD = re.compile(
    r"$|[^\w〔]|[的]?[之以内前]|[把将要得应须需必就能可给向去写做办整改完报交送反提回上落汇搞弄开检见有用回结]|(?:务必|一定|争取|督促|召开|组织|安排|约谈|提醒|截|不|再|先|我|你|请|由|各|全)"
)


def role_of(text: str, start: int, point: Point) -> Role:
    """Return the role of a time that stands in `text` from `start` to its end."""
    before, end = text[max(0, start - 12) : start], point.end
    if _is_denied(text, before, point):
        return Role.BACKDROP
    if point.marked or _LIMIT.search(before):
        return Role.LIMIT
    if _is_of_a_paper(text, point) or _STRONG_BEFORE.search(before):
        return Role.BACKDROP
    if point.spans or _ACT.match(text, end):
        return Role.LIKELY
    if _BACK_AFTER.match(text, end) or _BACK_BEFORE.search(before):
        return Role.BACKDROP
    return Role.PLAIN


def is_only_backdrop(text: str, start: int, point: Point) -> bool:
    """Return whether a time that stands alone in `text` is surely no deadline."""
    before = text[max(0, start - 12) : start]
    if _is_denied(text, before, point):
        return True
    if point.marked or _LIMIT.search(before):
        return False
    return bool(_STRONG_BEFORE.search(before)) or _is_of_a_paper(text, point)


def _is_denied(text: str, before: str, point: Point) -> bool:
    """Return whether a time is said not to be the limit, or to be only a beginning."""
    return point.open or bool(_NEGATED.search(before) or _CANCELLED.match(text, point.end))


def _is_of_a_paper(text: str, point: Point) -> bool:
    """Return whether a time only says what something is of: 三季度报告, 中秋月饼, 2026年第5号文件."""
    if text[point.end - 1] == "终" and _PAPER.match(text, point.end):
        return True
    days = point.days
    if days is None or point.moment or point.clock:
        return False
    if point.spans and _PAPER.match(text, point.end):
        return True
    if days.level is not Level.DAY and not point.spans:
        return bool(_PAPER.match(text, point.end)) or not _AFTER_PERIOD.match(text, point.end)
    return bool(days.off and _PAPER.match(text, point.end))
