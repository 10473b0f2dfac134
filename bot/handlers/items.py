"""Job 3: adding a rectification item (整改事项): by dialog, in one line, or from a forwarded message.

Several may be begun at once: the newest is the one that what is typed is meant for, the others
wait, and their buttons go on working.
"""

from dataclasses import replace

from telegram import Update

from bot.context import BotContext, Unit
from bot.dialog import sentences as s
from bot.dialog.item_actions import AskDraft, CancelDraft, DraftAction, Field, KeepDraft, ShowDraft
from bot.dialog.items import card as cards
from bot.dialog.items import draft as drafting
from bot.dialog.items import due
from bot.dialog.items.draft import REQUIREMENT_LIMIT, Draft, Heard
from bot.dialog.items.forwarded import begin_forwarded
from bot.dialog.items.recounted import recounted_draft
from bot.dialog.items.request import title_asked_for
from bot.dialog.reply import Reply, Text
from bot.handlers import itemlist, ledger
from bot.handlers.guards import only_in_private

_MOST_ASIDE = 10
"""So many items may wait to be gone on with; the oldest goes first."""


async def add_command(update: Update, context: BotContext) -> None:
    """Add an item (/add), with what was typed after the command."""
    if await only_in_private(context.unit):
        text = update.message.text if update.message else None
        _command, *rest = (text or "/add").split(maxsplit=1)
        await begin_draft(context.unit, "".join(rest))


async def forwarded(update: Update, context: BotContext) -> None:
    """Begin an item with a message that was forwarded."""
    text = update.message.text if update.message else None
    if text:
        unit = context.unit
        await _begin(unit, begin_forwarded(unit.voice, text, unit.when))


async def begin_asked(unit: Unit, text: str) -> None:
    """Begin an item with what a request in free words names."""
    await begin_draft(unit, title_asked_for(unit.library.pack.utterances.lead_ins, text))


async def begin_draft(unit: Unit, text: str) -> None:
    """Begin an item with what is known of it; one that was begun before waits."""
    await _begin(unit, drafting.begin(unit.voice, text, unit.when))


async def begin_titled(unit: Unit, title: str, note: str = "") -> None:
    """Begin an item that a check names, with a note; where it is begun or recorded already, say so.

    No date is read out of its title, only asked for.
    """
    line = drafting.title_in(title)[: drafting.TITLE_LIMIT]
    same = next((one for one in _drafts(unit) if one.title == line), None)
    if same:
        same = await keep_draft(unit, same)
        card = cards.waiting(unit.voice, same) if same.missing else _shown(unit, same)
        await unit.reply(card)
        return
    pending = await unit.tx.items.open_items(unit.person.id)
    if any(item.title == line for item in pending):
        unit.remark = unit.voice.say(s.RECTIFY_NOTED)
        await itemlist.show_list(unit)
        return
    draft = Draft(line, started_at=unit.now, notes=note.strip()[:REQUIREMENT_LIMIT])
    await _begin(unit, Heard(draft))


async def running_draft(unit: Unit) -> Draft | None:
    """Return the draft that what is typed now is meant for; one left lying waits aside."""
    draft = unit.person.dialogs.draft if unit.is_private else None
    if draft is None or draft.is_running(unit.now):
        return draft
    await _put(unit, None, (*unit.person.dialogs.aside, draft))
    return None


async def continue_draft(unit: Unit, draft: Draft, text: str) -> bool:
    """Take a text as the next piece of the draft; return whether it was meant for it.

    Of a draft that is complete, only a word of consent or another date is.
    """
    lead_ins = unit.library.pack.utterances.lead_ins
    is_request = title_asked_for(lead_ins, text) != text.strip()
    if drafting.is_another(unit.voice, draft, text, unit.when, is_request=is_request):
        await begin_asked(unit, text)
        return True
    if draft.missing:
        heard = drafting.tell(unit.voice, draft, text, unit.when)
        await _go_on(unit, heard)
        return True
    if drafting.agrees(text):
        await _keep(unit, draft)
        return True
    other = drafting.revised(unit.voice, draft, text, unit.when)
    if other:
        await _go_on(unit, Heard(other))
    return other is not None


async def press(unit: Unit, action: DraftAction) -> None:
    """Carry out a button of an item that is being added."""
    draft = draft_numbered(unit, action.number)
    if draft is None:
        unit.remark = unit.voice.say(s.ADD_SETTLED)
        return
    match action:
        case CancelDraft():
            await cancel_draft(unit, draft)
        case KeepDraft(step=step) if step == draft.step:
            await _keep(unit, draft)
        case KeepDraft():
            unit.remark = unit.voice.say(s.ADD_CHANGED)
            await show(unit, draft)
        case ShowDraft():
            await show(unit, replace(draft, asks=None))
        case AskDraft(field=field) if field in (Field.TITLE, Field.DEADLINE):
            # The card stays as good as it was, until something else is typed.
            asked = replace(draft, asks=field, started_at=unit.now)
            await _focus(unit, asked)
            await unit.reply(cards.ask(unit.voice, asked))
        case AskDraft():
            unit.remark = unit.voice.say(s.GUARD_OLD_BUTTON)


def draft_at(unit: Unit, step: int) -> Draft | None:
    """Return the draft that stands at a step."""
    known = _drafts(unit)
    return next((one for one in known if one.step == step), None)


def draft_numbered(unit: Unit, number: int) -> Draft | None:
    """Return the draft of this number."""
    return next((one for one in _drafts(unit) if one.number == number), None)


async def date_draft(unit: Unit, number: int, words: str) -> None:
    """Take words that are a deadline for the draft of this number, as if they had been typed."""
    draft = draft_numbered(unit, number)
    if draft is None:
        unit.remark = unit.voice.say(s.ADD_SETTLED)
        return
    asked = replace(draft, asks=Field.DEADLINE if draft.title else None, started_at=unit.now)
    await _go_on(unit, drafting.tell(unit.voice, asked, words, unit.when))


async def keep_draft(unit: Unit, draft: Draft) -> Draft:
    """Keep a draft as it is now; the buttons of how it was before are told apart."""
    kept = replace(draft, started_at=unit.now, step=unit.update.update_id)
    await _focus(unit, kept)
    return kept


async def show(unit: Unit, draft: Draft) -> None:
    """Make a draft the one that what is typed is meant for, and show it."""
    await unit.show(_shown(unit, await keep_draft(unit, draft)))


async def cancel_draft(unit: Unit, draft: Draft | None = None) -> None:
    """Drop a draft (不记了), or the one that is being written."""
    gone = draft or unit.person.dialogs.draft
    if gone is None:
        await unit.show(Reply((Text(unit.voice.say(s.ADD_NOTHING_RUNNING)),)))
        return
    await _forget(unit, gone)
    await unit.show(cards.dropped(unit.voice))


async def _begin(unit: Unit, heard: Heard) -> None:
    """Begin an item; one that was begun before waits, with a word if it is not complete."""
    before = await running_draft(unit)
    if before and before.title:
        await _put(unit, None, (*unit.person.dialogs.aside, before))
        if before.missing:
            await unit.reply(cards.put_aside(unit.voice, before))
    draft = replace(heard.draft, number=unit.update.update_id)
    await _go_on(unit, replace(heard, draft=draft))


async def _go_on(unit: Unit, heard: Heard) -> None:
    """Keep what was told, and say what is next or what could not be taken."""
    draft = await keep_draft(unit, heard.draft)
    if heard.problem:
        await unit.reply(cards.ask(unit.voice, draft, heard.problem))
    else:
        await unit.reply(_shown(unit, draft))


async def _keep(unit: Unit, draft: Draft) -> None:
    """Store the item of a complete draft (记下), unless its deadline is over or another one now."""
    before, draft = draft, drafting.counted_anew(draft, unit.when)
    item = drafting.item_of(draft, unit.person.id, unit.library.pack.ladders)
    if item is None:
        await show(unit, draft)
        return
    over = due.past(unit.voice, item.deadline, unit.when)
    if over:
        late = replace(draft, deadline=None, asks=None)
        await _go_on(unit, Heard(late, drafting.still(unit.voice, over)))
        return
    if before.deadline and before.deadline != item.deadline:
        words = recounted_draft(unit.voice, item.deadline, before.deadline, unit.when)
        await unit.show(_shown(unit, await keep_draft(unit, draft)).below(*words))
        return
    await _forget(unit, draft)
    stored, coming = await ledger.add(unit, replace(item, sequence=0))
    await unit.show(cards.kept(unit.voice, stored, coming, unit.when))


def _shown(unit: Unit, draft: Draft) -> Reply:
    """Return the card of a draft, or the question for what it misses."""
    item = drafting.item_of(draft, unit.person.id, unit.library.pack.ladders)
    if draft.missing or item is None:
        return cards.ask(unit.voice, draft)
    return cards.card(unit.voice, draft, item, ledger.coming(unit, item), unit.when)


def _drafts(unit: Unit) -> tuple[Draft, ...]:
    running = unit.person.dialogs.draft
    return (*unit.person.dialogs.aside, *((running,) if running else ()))


async def _focus(unit: Unit, draft: Draft) -> None:
    """Make a draft the one that what is typed is meant for; another one waits."""
    others = tuple(one for one in _drafts(unit) if one.number != draft.number and one.title)
    await _put(unit, draft, others)


async def _forget(unit: Unit, draft: Draft) -> None:
    running = unit.person.dialogs.draft
    kept = None if running and running.number == draft.number else running
    others = tuple(one for one in unit.person.dialogs.aside if one.number != draft.number)
    await _put(unit, kept, others)


async def _put(unit: Unit, draft: Draft | None, aside: tuple[Draft, ...]) -> None:
    dialogs = replace(unit.person.dialogs, draft=draft, aside=aside[-_MOST_ASIDE:])
    if draft:
        dialogs = replace(dialogs, edit=None)  # one thing at a time is asked for
    await unit.save(dialogs)
