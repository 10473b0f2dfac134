"""What is left of a text when its dates are taken out: does anything in it still speak of a time?

Such a word is never passed over. Also here: what recurs, and what is a choice.
"""

import re

_NUMBER = r"(?:\d{1,6}(?:\.\d{1,3})?|[零〇一二两三四五六七八九十百几数多半]{1,8})"
_PAPER = (
    r"(?:work |progress )?(?:report|summary|plan|brief(?:ing)?|statement|review|newsletter|bulletin"
    r"|form|table|list|ledger|log|account|update|return|minute)"
)
"""What is handed in: a weekly report may be due once."""
_RECURRING = re.compile(
    r"每(?:逢|隔|到)?(?:[一两二三四五六七八九十半\d]{0,4}个?半?(?:天|日|周|星期|礼拜|月|年|季|旬|小时|钟头|分钟|工作日|晚|早|夜)|上午|下午|早|晚|逢|隔|单|双)"
    r"|天天|日日|周周|月月(?![底末初中])|(?<![今明后去本次来])年年(?![底末终初中])|岁岁|逐[日月周年季]|逢(?:周|星期|礼拜|单|双|[一二三四五六七八九十\d])|隔[天日周月年]|隔三差五"
    r"|[一两二三四五六七八九十\d]{1,4}个?(?:天|日|周|星期|月|季度?|年)[一两二三四五六七八九十\d]{1,3}次"
    r"|按[月周季日旬](?![照期时])|[双单]周|[一二两三\d]{1,4}(?:日|天|周|月|季|年)[一二两三]次?[报查评结]|定期"
    r"|(?<![a-z])(?:every|each|annually)(?![a-z])"
    rf"|(?<![a-z])(?:daily|weekly|monthly|quarterly|yearly|fortnightly|biweekly)(?![a-z])(?!\s+{_PAPER}s?(?![a-z]))"
    r"|(?<![a-z])(?:mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|weekdays)(?![a-z])"
)
_TIMELY = re.compile(
    rf"(?<!第)(?<![\d.〕])(?<!逾期|超期|历时|连续|累计|工期|已拖)(?:{_NUMBER})个?半?(?:年(?!级|报|一度|度?(?:行动|规划|计划|发展))|月(?!饼)|周(?!年|岁)|星期|礼拜|天(?!窗)|日(?!元)"
    r"|小时|钟|分钟|刻钟|季度|工作日|旬)"
    r"|第[一二两三四五六七八九十\d]+个?(?:天|日|周|星期|礼拜|月|季度|工作日)"
    rf"|(?<![第〕\])\d.]){_NUMBER}(?:号(?![楼线文令院门机厅会房车店桌柜仓坑井馆桥厂站台船卡人件])|点(?![建要意原内工方击评名心滴子儿问经想])|时(?![间限期效候]))"
    r"|(?:上|下|本|这|那|次|当|头|隔)个?(?:周(?![一-龥]?[期到密围边])|月|年(?!级)|季(?!节)|旬|星期|礼拜|学期|财年|工作日)"
    r"|(?<!一)周[一二三四五六日天末初中内](?!期|到)|星期|礼拜|[月年季][底末初中终](?!国)|周内|旬[内末]|[上中下]旬|半[年月天日](?!会|报)|新年"
    r"|[今明后前昨][天日早晚年夜晨](?!报)|次[日月年]|翌日|隔[日天]|当[天日月年晚]"
    r"|凌晨|清晨|早上|早晨|上午|中午|正午|下午|午后|傍晚|晚上|晚间|半夜|深夜|午夜|夜里|午休|午饭|早饭|晚饭|饭[前后]"
    r"|一上班|上班(?:前|后|时|之前|以前)|下班|工作日(?!历)|天[亮黑](?:前|之前|以前)|日[出落]前|收盘|开盘"
    r"|节[前后]|假[前后]|放假|收假|长假|黄金周|(?:节|假)期|农历|阴历|腊月|正月|大年|小年|\d{1,2}:\d{2}"
    r"|几天|数日|数天|若干天|多天|多日|\d{4}年|(?<!\d)(?:19|20)\d\d[-/.]\d{1,2}(?!\d)"
    r"|\0的?(?:春|夏|秋|冬|暑|寒假|年代|世纪|初期|末期|中期|早期|晚期|早些|晚些|头|尾)"
    r"|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年"
    r"|[这那]个?(?:时候|会儿|时间|点(?!位))|同一时间"
    r"|之日起|日起|之日(?!常)"
    r"|(?<![a-z])(?:mon|tues?|wed|thurs?|fri|sat|sun)(?:day|nesday|sday|rsday|urday)?(?![a-z])"
    r"|(?<![a-z])(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?(?![a-z])"
    r"|(?<![a-z])(?:to(?:day|morrow|night)|yesterday|noon|midnight|(?:week|month|year|quarter|day|hour|minute|fortnight|weekend)s?)(?![a-z])"
    r"|(?<![a-z])(?:morning|afternoon|evening|night|eod|eom|cob|o'clock|christmas|easter)(?![a-z])|(?<![a-z])[ap]\.?m(?![a-z])|(?<![\d.〔\[(【a-z-])20[1-4]\d(?![\d〕\])】])"
    r"|(?<![a-z])(?:utc|gmt|pst|est|cst|bst)(?![a-z])"
)
CHOICE = re.compile(
    r"(?<!与)或者?|还是|要么|要不|不行就|实在不行|任选|二选一|均可|都行|都可以|(?<![a-z])(?:or|either)(?![a-z])"
)
VAGUE = re.compile(
    r"尽快|尽早|抓紧|早日|近期|近日|最近|马上|立即|立刻|即刻|有空|抽空|改天|回头|择日|择期|适时|随时|待定|另行|再说|不久|过几天|过些|过段|以后|今后"
    r"|(?<![a-z])(?:asap|soon|later|sometime|tbd|eventually)(?![a-z])"
)


def recurs(text: str) -> bool:
    """Return whether `text` speaks of something that recurs."""
    return bool(_RECURRING.search(text))


def timely(text: str) -> re.Match[str] | None:
    """Return what in the rest of a text still looks like a word of time."""
    return _TIMELY.search(text)
