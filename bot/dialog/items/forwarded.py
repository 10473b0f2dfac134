"""A forwarded message (转发) as the beginning of an item: its text, a title for it, its deadline."""

import re
from dataclasses import replace

from bot.dialog.items.draft import REQUIREMENT_LIMIT, Draft, Heard, title_in
from bot.dialog.items.due import Due, bare, read_due
from bot.dialog.items.when import When
from bot.dialog.voice import Voice

_SENTENCE = re.compile(r"[\n。；;！!]+")
_SALUTATION = re.compile(r"^.{0,20}[:：]$|^(?:各|尊敬|大家好|您好|你好|通知$|@).{0,20}$")
_WORK = re.compile(r"报送|上报|报告|提交|整改|反馈|落实|完成|交|材料|台账|说明|会议|参加|请|务必")
_PART = re.compile(r"[,，:：]+")
_OR_ELSE = re.compile(
    r"[,，]\s*(?:逾期|过期|超期|否则|不按时|未按时|未按期|不按期|拒不|如有疑问|有疑问|不得|特此"
    r"|联系(?:人|电话|方式)|请(?:准时|按时|务必|及时|各位)|收到).*$"
)
"""What comes of it if it is not done, or whom to ask, is not what is to be done."""
_LABEL = re.compile(r"^\s*[【\[（(][^】\]）)]{1,10}[】\]）)]\s*")
"""“【通知】” before all else."""
_TELLING = 4
"""So many characters say what is to be done."""
_SHOWN = 40
"""A suggested title is shorter than one that was typed."""


def begin_forwarded(voice: Voice, text: str, when: When) -> Heard:
    """Return a draft with the text as what is required, a title taken from it, and its deadline."""
    text = text.strip()
    draft = Draft(_title(voice, text, when), started_at=when.now)
    if title_in(text) != draft.title:
        draft = replace(draft, requirement=text[:REQUIREMENT_LIMIT])
    match read_due(voice, text, when):
        case Due(moment=moment, counted_from=counted_from, rolled=rolled):
            return Heard(replace(draft, deadline=moment, counted_from=counted_from, rolled=rolled))
    return Heard(draft)


def _title(voice: Voice, text: str, when: When) -> str:
    """Return the sentence that says what is to be done, without its date, cut short."""
    sentences = [title_in(_LABEL.sub("", one)) for one in _SENTENCE.split(text)]
    telling = [one for one in sentences if one and not _SALUTATION.search(one)]
    dated = [one for one in telling if isinstance(read_due(voice, one, when), Due)]
    at_work = [one for one in telling if _WORK.search(one)]
    chosen = next(iter([*dated, *at_work, *telling, *filter(None, sentences)]), "")
    for part in (*_dated_parts(voice, chosen, when), chosen):
        match read_due(voice, part, when):
            case Due(rest=rest) if len(title_in(rest)) >= _TELLING:
                chosen = title_in(rest)
                break
    else:
        chosen = title_in(bare(chosen)) or chosen
    short = _OR_ELSE.sub("", chosen)
    chosen = short if len(short) >= _TELLING else chosen
    return chosen if len(chosen) <= _SHOWN else chosen[: _SHOWN - 1] + "…"


def _dated_parts(voice: Voice, sentence: str, when: When) -> list[str]:
    """Return the parts of a sentence with its date, without what leads to it (“根据会议要求，”)."""
    due = read_due(voice, sentence, when)
    parts = [sentence[match.end() :] for match in _PART.finditer(sentence)]
    return [
        part
        for part in reversed(parts)
        if isinstance(due, Due)
        and isinstance(one := read_due(voice, part, when), Due)
        and one.moment == due.moment
    ]
