"""The words that turn a statement round or take its weight, in Chinese and a little English.

They are words of the language and none of any measure. `bot.dialog.story.speech` says how they are read.
"""

import re

IDLE = re.compile(
    "没想到|没料到|没多久|没过多久|没几天|没过几天|没办法|没法子|没完没了|没日没夜|没少|没话说|未必|未来"
    "|无论|无奈|不仅|不但|不光|不单|不只|不得不|不得已|不由得|不久|不料|不过|不管|不断|不少|不小心|不慎"
    "|不同|不好意思|对不起|不可避免|避免不了|免不了|少不了|忍不住|非常|非得|非要|是非|除非|无非|莫非"
    "|没人敢|没人愿|没人肯|都不敢|谁也不敢|不该|不当|不正当|不应|不一会|不亚于|不愧|没错|差不多|不约而同|没关系|不要紧|要不是|不然|无意|不大会|不大不小|no matter"
    "|no doubt|not only"
)
ALTERNATIVE = re.compile(r"(.)[没不](?:有)?\1|是否|有没|能否|可否|whether|有无")
"""“上没上会”, “是不是”: asks."""
NEGATOR = re.compile(
    "从来没有|从来没|从没有|从没|从未|从不|并没有|并没|并未|并非|并不是|并不|没来得及|来不及|不是|不曾|未曾"
    "|不存在|谈不上|算不上|称不上|说不上|没有|没能|未能|绝无|毫无|不可能|不会|不属于|不算|没敢|不敢|不肯|不愿"
    "|顾不上|忘了|忘记|(?:跳过|绕过|绕开|省掉|省去|略过)了?|缺少|拒绝|拒收|否认|哪有|哪会|哪敢|怎么可能|怎么会"
    "|不够|不太|不怎么|没怎么|没|未|无|不|非"
    r"|n't\b|\bnot\b|\bnever\b|\bno\b|\bwithout\b|\bneither\b|\bnor\b|\bcannot\b|\bnobody\b|\bnone of\b"
)
CLOSE = frozenset({"不", "非", "无", "不够", "不太", "不怎么", "忘了", "忘记", "缺少"})
"""Turn round only what stands right behind them."""
ALSO = "也又更还"
FAR, FAR_LATIN, CLOSE_IN_GAP = 8, 26, 3
TURN = re.compile(
    "是|而|但|却|就|才|所以|结果|后|还|也|只|便|反|倒|至少|当时|(?<![为除])了(?!解)|因为|由于|靠"
    r"|\b(?:and|but|so|because|i|we|it)\b"
)
"""Between a negator and a cue: something else is said already."""
REASON = re.compile("因为|由于")
COPULA = frozenset({"不是", "并不是", "并非"})
LINKS = frozenset(
    {
        "",
        "说",
        "能说",
        "是",
        "是说",
        "因为",
        "由于",
        "完全",
        "真的",
        "故意",
        "等于",
        "能",
        "可能",
        " ",
    }
)
"""Between two negators of which one turns the other round."""
DENIED = re.compile(
    "[^。!?;\n]{0,4}?(?:是假的|(?:就|那)?不对(?!的)|不属实|不是事实|是瞎说|是胡说|冤枉|是谣言)"
    r"|[^。!?;\n]{0,8}?\b(?:is|was) (?:not true|false|fake)\b"
    "|[^,。!?;:\n]{0,4}?(?:谈不上|说不上|算不上|称不上|不存在|没有的事|没影的事)(?=[,。!?;\n]|$)"
    "|[^,。!?;:\n]{0,3}?[都也]没(?:处|地方|法子?|得)[^,。!?;:\n]"
)
"""Behind what is put in front: “说我们没有经验就不对了”, “贡献谈不上”, “想照着学都没处学”."""
DONE = re.compile("(?<![为除])了(?!解)")
NOT_DONE = re.compile("没|未")

DOUBT_BEFORE = re.compile(
    "好像|似乎|(?<!不)可能|也许|或许|大概|估计|应该|貌似|印象中|印象里|仿佛|说不定|听(?:人|传达|领导)?说|据说|怀疑|会不会"
    r"|\bmaybe\b|\bperhaps\b|\bprobably\b|\bpossibly\b|\bmight\b|\bi think\b|\bi guess\b|\bi believe\b"
)
UNKNOWN = re.compile(
    "记不太?清楚?|记不得|不记得|记不起|不太?确定|不太?清楚|不大清楚|说不准|说不好|拿不准|吃不准|搞不清|弄不清|说不清"
    "|没印象|没有印象|不知道|不知|不晓得|不好说|不敢说|忘了|记忆模糊|想不起来?"
    r"|not sure|not certain|don't know|don't remember|do not remember|can't remember|cannot recall"
    "|can't recall|don't recall|not know"
)
DOUBTED = re.compile(
    "好像|似乎|也许|或许|大概|貌似|印象中|印象里|仿佛|说不定|据说|听说|会不会|是不是|有没有|是否|算不算|能不能"
    "|打算|本想|本来想|差点|应该|本该|理应|什么叫|什么是|是什么|什么意思|怎么算"
    r"|\bmaybe\b|\bperhaps\b|\bprobably\b|\bwhether\b"
)
"""In a clause of which all is doubted or asked."""
NEAR_BEFORE, NEAR_AFTER = 12, 6
REST = 3
"""How much a clause may go on behind “记不清”: more is what is not remembered."""
SUPPOSED = re.compile(
    r"如果|假如|(?<![主不])要是|要不是|假设|倘若|若是|若没|万一|假使|除非|一旦|\bif\b|\bsuppose\b|\bunless\b|\bwould\b"
)
THEN = re.compile("[,:](?:就|那|便|会|也就|可能|是不是|也|算不算|能不能|还能|it |would|could)")
UNREAL = re.compile(
    "打算|计划|准备|拟|本想|本来想|原想|想要|希望|避免|防止|以免|免得|生怕|怕|担心|需要|必须|应当|理应|本该|本应"
    "|按理|规定要|要先|差点|险些|避开|不必|不用|无需|无须|没必要|没打算|不打算"
    r"|\bshould\b|\bplan to\b|\bwant to\b|\bhope\b|\bafraid\b|\bavoid\b|\bmust\b"
)
UNREAL_FAR = 6
ASKED_BEFORE = re.compile(
    "哪些|什么叫|啥叫|什么是|怎样算|怎样才|怎么算|怎么才|如何算|如何才|哪种|什么样|何谓|算不算|能不能|可不可以|该不该|要不要"
    r"|\bwhat is\b|\bwhat counts\b|\bwhich\b|\bis there\b|\bis it\b|\bhow\b"
)
ASKED_AFTER = re.compile(
    "(?:是什么|指什么|是指|的定义|是啥|怎么理解|怎么界定|包括哪些|指的是|怎么算|怎么定义|什么意思)"
)
ASKS = re.compile(r"(?:[吗么呢没]|没有|了没|与否|还是没)?[了]?\?|(?:吗|了没有|过没有|与否)$")
ASKED_REST = 5

_KIN = "同事|朋友|同学|战友|老乡|亲戚|邻居|别人|人家"
_NAMED = "[小老][李王张刘陈杨赵周吴徐孙胡朱何郭罗梁宋郑谢韩唐冯董袁邓许曹彭曾肖蔡潘魏苏吕沈姚卢姜谭陆廖贾韦付邹熊孟秦阎薛侯祁]"
"""Somebody by name: “老杨”, “小祁”; not names that begin a common word (“老方法”, “小金库”)."""
_PLACES = (
    "隔壁|别的|其他单位|其他县|其他乡|其他局|其他地方|兄弟单位|外县|外省|外地|邻县|外单位|传闻|新闻|某县|某局|某镇"
    "|有个县|有些地方|另一个"
)
_HEARSAY = "听说|据说|有人说|都说|外面传|外头传|传言|谣传"
_BEGINS = "(?:^|(?<=[。!?;\n,:()]))"
_OWN = "(?:我们?的?(?:单位|局|镇|村)?(?:的|里的|有个)?)"
OTHERS = re.compile(
    f"{_BEGINS}[^,。!?;\n:()给为替帮跟和与向把被让对找同或像叫请派了着过]{{0,5}}?{_OWN}?(?:{_KIN})"
    f"|{_BEGINS}[^,。!?;\n:()给为替帮跟和与向把被让对找同或像叫请派我了着过]{{0,4}}?(?:{_NAMED})(?![,:]?我)"
    f"|(?<![给为替帮跟和与向把被让对找同或像]){_OWN}?(?:{_PLACES}|{_HEARSAY})"
    r"|\b(?:my|a|our) (?:colleague|friend|neighbour|neighbor)s?\b|\banother (?:county|unit|office|town)\b"
    r"|\bothers\b|\bsomeone else\b|\bother (?:counties|units|offices|towns)\b|\bi heard\b"
)
"""Who is outside the case, as what a clause speaks of: at its beginning, not “雇了老乡的车”."""
NOT_MINE = re.compile(
    f"[^,。!?;:\\n]{{0,3}}?的[都全]?是(?!我|咱|本人|俺|自己)[^,。!?;:\\n]{{0,4}}?"
    f"(?:{_NAMED}|{_KIN}|他|她|[长记任员师](?=[,。!?;]|$))"
)
"""Right behind what somebody else did: “主动报名的是副主任小祁”."""
SELF = re.compile(
    r"我(?!们?的?(?:单位|局|镇|村)?(?:的|里的|有个)?(?:同事|朋友|同学|战友|老乡|亲戚|邻居|隔壁))|咱|俺|本人|\bi\b|\bwe\b"
)
THIRD = re.compile("他|她|\\bhe\\b|\\bshe\\b|\\bthey\\b")
ASIDE = re.compile(
    "我?想(?:替|帮|问|知道|了解|请教)|我(?:问|听说|觉得|帮|替)|帮我|请问|i heard|tell me|i (?:ask|want to ask)"
)
FOR_OTHERS = re.compile(
    "(?:替|帮)(?:他|她|人|朋友|同事|同学|亲戚|别人).{0,3}(?:问|咨询|打听|看看)|(?:同事|朋友|同学|亲戚)的(?:事|情况|案)"
)
