"""From a route to what is shown: the answer first, the exact words, and the ways on."""

from bot.dialog import sentences as s
from bot.dialog.actions import AddItem, ShowItems, StartCheck
from bot.dialog.answer.result import Function, Kind, Result
from bot.dialog.answer.route import Route, Router
from bot.dialog.quoting import quote
from bot.dialog.reading import clause_buttons, show_gap
from bot.dialog.reply import Button, Note, Reply, Text
from bot.dialog.voice import Voice


def ask(voice: Voice, router: Router, question: str) -> Result:
    """Return the answer to `question`."""
    match router.route(question):
        case Route(kind=Kind.ANSWER, target=clause):
            return _answer(voice, clause)
        case Route(kind=Kind.NOT_STATED, target=gap):
            return _not_stated(voice, gap)
        case Route(kind=Kind.INTENT, target=function):
            return _function(voice, Function(function))
        case Route(kind=Kind.CHITCHAT as kind, target=remark):
            words, target = voice.say_key(f"chitchat.{remark}"), ""
        case Route(kind=kind, target=target):
            words = voice.say_key(f"refusals.{target}")
    return Result(kind, Reply((Text(words),), (_ways_on(voice),)), target=target)


def _answer(voice: Voice, clause: str) -> Result:
    found = Text(voice.say(s.ANSWER_FOUND, clauses=voice.name(clause)))
    reply = Reply(
        (found, quote(voice, clause), Note(voice.say(s.ANSWER_STANDING))),
        (clause_buttons(voice, clause),),
    )
    return Result(Kind.ANSWER, reply, cites=(clause,))


def _not_stated(voice: Voice, target: str) -> Result:
    gap = next((gap for gap in voice.pack.measure.gaps if gap.id == target), None)
    if gap is None:
        words = Text(voice.say(s.ANSWER_NO_MATCH))
        return Result(Kind.NOT_STATED, Reply((words,), (_ways_on(voice),)))
    return Result(Kind.NOT_STATED, show_gap(voice, gap), target=gap.id)


def help_words(voice: Voice) -> str:
    """Return what the assistant can do, with a question as an example."""
    return voice.say(s.HELP, example=voice.pack.measure.example.in_(voice.language))


def _function(voice: Voice, function: Function) -> Result:
    reply = Reply((Text(help_words(voice)),), (_ways_on(voice),))
    return Result(Kind.INTENT, reply, intent=function)


def _ways_on(voice: Voice) -> tuple[Button, ...]:
    return (
        Button(voice.say(s.BUTTON_CHECK), StartCheck()),
        Button(voice.say(s.BUTTON_ADD), AddItem()),
        Button(voice.say(s.BUTTON_ITEMS), ShowItems()),
    )
