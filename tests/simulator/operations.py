"""What people do: each operation changes the database, and returns what that changes of what is promised."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random

from bot.context import Unit
from bot.dialog.content.schema import Ladder
from bot.dialog.items.item import Item
from bot.dialog.items.lifecycle import Move
from bot.dialog.items.quiet import QuietHours
from bot.handlers import ledger
from storage.outbox import Outgoing
from tests.simulator.expectation import Promise
from tests.simulator.wishes import DAY
from tests.simulator.world import HOUR, MARK, World

ZONES = ("Asia/Shanghai", "America/New_York", "Europe/London", "Asia/Kathmandu", "UTC")
QUIET = ((22, 8), (21, 9), (23, 7), (12, 14), (0, 0))
MOST_ITEMS = 5
Change = Callable[[], None]
"""What an operation that was committed changes of what is promised."""
Operation = Callable[[World, Unit], Awaitable[Change]]


def nothing() -> None:
    """Promise as before."""


async def meet(world: World, unit: Unit) -> Change:
    dice = world.dice
    person = replace(
        unit.person,
        zone_name=dice.choice(ZONES),
        quiet=QuietHours(*map(time, dice.choice(QUIET))),
        details=True,
    )
    await ledger.accustom(unit, person)
    return lambda: world.accustom(person, unit.now)


async def add(world: World, unit: Unit) -> Change:
    items = await unit.tx.items.open_items(unit.person.id)
    if len(items) >= MOST_ITEMS or not world.people.get(unit.person.id):
        return nothing
    number = len(world.promises) + 1
    ladder = _ladder(world)
    new = Item(0, unit.person.id, f"事{number}号", _deadline(world, unit.now), ladder=ladder)
    item, _ = await ledger.add(unit, new)
    hour = time.fromisoformat(ladder.at)
    history, habits = world.history, world.habits[unit.person.id]
    promise = Promise(unit.person.id, item.deadline, ladder.days, hour, history, habits)

    def change() -> None:
        promise.begin(world.wishes(promise.owner), unit.now, world.turn)
        world.promises[item.id] = promise

    return change


async def move_deadline(world: World, unit: Unit) -> Change:
    item, promise = await _some_item(world, unit)
    if item is None or promise is None:
        return nothing
    ladder = _ladder(world) if world.dice.random() < 0.3 else item.ladder
    deadline = _deadline(world, unit.now) if ladder is item.ladder else item.deadline
    await ledger.revise(unit, replace(item, deadline=deadline, ladder=ladder), "")

    def change() -> None:
        keep = ("snooze", "overdue") if deadline == promise.deadline else ("snooze",)
        promise.deadline = deadline
        if ladder:
            promise.days, promise.hour = ladder.days, time.fromisoformat(ladder.at)
        promise.move(world.wishes(promise.owner), unit.now, world.turn, keep)

    return change


async def rename(world: World, unit: Unit) -> Change:
    item, promise = await _some_item(world, unit)
    if item is None or promise is None:
        return nothing
    await ledger.revise(unit, replace(item, notes=f"{unit.now}"), "")
    # A clock that went back may have made a rung one that is to come again.
    wishes = world.wishes(promise.owner)
    return lambda: promise.begin(wishes, unit.now, world.turn, known=promise.open)


async def close(world: World, unit: Unit) -> Change:
    item, promise = await _some_item(world, unit)
    if item is None or promise is None:
        return nothing
    move = world.dice.choice((Move.CLOSE, Move.CANCEL, Move.DELETE))
    await ledger.take_step(unit, item.id, move)
    return lambda: promise.end(world.turn)


async def open_again(world: World, unit: Unit) -> Change:
    ended = [
        number
        for number, one in world.promises.items()
        if one.owner == unit.person.id and not one.is_pending
    ]
    pending = await unit.tx.items.open_items(unit.person.id)
    if not ended or len(pending) >= MOST_ITEMS:
        return nothing
    number = world.dice.choice(ended)
    stored = await ledger.take_step(unit, number, Move.RESTORE)
    stored = stored or await ledger.take_step(unit, number, Move.REOPEN)
    assert stored
    promise = world.promises[number]
    wishes = world.wishes(promise.owner)
    return lambda: promise.begin_again(wishes, unit.now, world.turn)


async def snooze(world: World, unit: Unit) -> Change:
    item, promise = await _some_item(world, unit)
    if item is None or promise is None:
        return nothing
    until = unit.now + world.dice.choice((HOUR, 6 * HOUR, DAY, 4 * DAY))
    await ledger.snooze(unit, item.id, until)
    return lambda: promise.snooze(world.wishes(promise.owner), until, world.turn)


async def accustom(world: World, unit: Unit) -> Change:
    dice, person = world.dice, unit.person
    match dice.randrange(3):
        case 0:
            person = replace(person, zone_name=dice.choice(ZONES))
        case 1:
            person = replace(person, quiet=QuietHours(*map(time, dice.choice(QUIET))))
        case _:
            person = replace(person, digest_at=dice.choice((None, time(8, 30), time(9))))
    await ledger.accustom(unit, person)
    return lambda: world.accustom(person, unit.now)


async def chat(_world: World, unit: Unit) -> Change:
    letter = Outgoing(unit.person.id, {"html": f"回 {unit.now}", "mark": MARK})
    await unit.tx.outbox.put(letter, unit.now)
    return nothing


async def block(world: World, unit: Unit) -> Change:
    if world.dice.random() < 0.5:
        await unit.tx.set_reachable(unit.person.id, reachable=False)
    return lambda: world.api.blocked.add(unit.person.id)


async def come_again(world: World, unit: Unit) -> Change:
    await unit.tx.set_reachable(unit.person.id, reachable=True)
    return lambda: world.api.blocked.discard(unit.person.id)


async def _some_item(world: World, unit: Unit) -> tuple[Item | None, Promise | None]:
    items = await unit.tx.items.open_items(unit.person.id)
    if not items:
        return None, None
    item = world.dice.choice(items)
    return item, world.promises[item.id]


def _deadline(world: World, now: datetime) -> datetime:
    dice = world.dice
    day = now + timedelta(hours=dice.randrange(1, 24 * 25))
    return day.replace(minute=dice.choice((0, 30, 59)), second=0, microsecond=0)


def _ladder(world: World) -> Ladder:
    dice = world.dice
    days = dice.sample((-20, -10, -5, -3, -2, -1, 0), dice.randrange(1, 6))
    return Ladder(days=tuple(days), at=dice.choice(("08:30", "09:00", "06:30", "14:30")))


_CHOICES: tuple[tuple[Operation, int], ...] = (
    (add, 8),
    (move_deadline, 4),
    (rename, 2),
    (close, 2),
    (open_again, 2),
    (snooze, 4),
    (accustom, 4),
    (chat, 2),
    (block, 1),
    (come_again, 2),
)
_OPERATIONS = [operation for operation, _ in _CHOICES]
_WEIGHTS = [weight for _, weight in _CHOICES]


def any_operation(dice: Random) -> Operation:
    """Return what someone does next."""
    return dice.choices(_OPERATIONS, _WEIGHTS)[0]
