"""People, where their dialogs stand, and which updates were applied."""

from bot.dialog.checklist.interview import Check
from bot.dialog.content.parts import Language
from bot.dialog.items.draft import Draft
from bot.dialog.person import DEFAULT_ZONE, Dialogs, Person
from storage.database import Database
from tests.storage.moments import DAY, NOW, SECOND

BIG = 2**52 + 1
"""Numbers of people do not fit into 32 bits."""


async def test_a_person_is_written_down_at_the_first_meeting(database: Database) -> None:
    expected = Person(BIG, Language.ENGLISH, DEFAULT_ZONE, reachable=True, dialogs=Dialogs())
    async with database.transaction() as tx:
        assert await tx.people.meet(BIG, Language.ENGLISH, NOW) == expected
    async with database.transaction() as tx:
        assert await tx.people.meet(BIG, Language.CHINESE, NOW + DAY) == expected


async def test_a_glimpse_of_a_person_writes_nothing_down(database: Database) -> None:
    async with database.transaction() as tx:
        stranger = await tx.people.glimpse(BIG, Language.ENGLISH)
        assert stranger == Person(
            BIG, Language.ENGLISH, DEFAULT_ZONE, reachable=True, dialogs=Dialogs()
        )
        assert await tx.people.session.run("SELECT id FROM person", {}) == []
        await tx.people.meet(BIG, Language.CHINESE, NOW)
        await tx.people.set_reachable(BIG, reachable=False)
        known = await tx.people.glimpse(BIG, Language.ENGLISH)
    assert known == Person(BIG, Language.CHINESE, DEFAULT_ZONE, reachable=False, dialogs=Dialogs())


async def test_language_reachability_and_dialogs_are_kept_for_that_person_alone(
    database: Database,
) -> None:
    dialogs = Dialogs(Check(("S01", "S04"), "abcdef", step=3), Draft("事", NOW))
    async with database.transaction() as tx:
        for person in (1, 2):
            await tx.people.meet(person, Language.CHINESE, NOW)
        await tx.people.set_language(1, Language.ENGLISH)
        await tx.people.set_reachable(1, reachable=False)
        await tx.people.save_dialogs(1, dialogs)
    async with database.transaction() as tx:
        one, other = [await tx.people.meet(person, Language.CHINESE, NOW) for person in (1, 2)]
    assert one == Person(1, Language.ENGLISH, DEFAULT_ZONE, reachable=False, dialogs=dialogs)
    assert other == Person(2, Language.CHINESE, DEFAULT_ZONE, reachable=True, dialogs=Dialogs())


async def test_a_person_can_be_reached_again(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.people.meet(1, Language.CHINESE, NOW)
        await tx.people.set_reachable(1, reachable=False)
        await tx.people.set_reachable(1, reachable=True)
        assert (await tx.people.meet(1, Language.CHINESE, NOW)).reachable


async def test_dialogs_of_an_unknown_form_are_read_as_none(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.people.meet(1, Language.CHINESE, NOW)
        await tx.people.session.run("UPDATE person SET dialog = '{\"x\": 1'")
        assert (await tx.people.meet(1, Language.CHINESE, NOW)).dialogs == Dialogs()


async def test_an_update_is_recorded_once(database: Database) -> None:
    async with database.transaction() as tx:
        assert await tx.updates.record(7, NOW)
        assert not await tx.updates.record(7, NOW)
    async with database.transaction() as tx:
        assert not await tx.updates.record(7, NOW)
        assert await tx.updates.record(8, NOW)


async def test_old_updates_are_forgotten_and_new_ones_are_not(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.updates.record(1, NOW - SECOND)
        await tx.updates.record(2, NOW)
        assert await tx.updates.forget(NOW, 100) == 1
        assert await tx.updates.record(1, NOW)
        assert not await tx.updates.record(2, NOW)


async def test_updates_are_forgotten_in_slices(database: Database) -> None:
    async with database.transaction() as tx:
        for number in range(5):
            await tx.updates.record(number, NOW)
        slices = [await tx.updates.forget(NOW + SECOND, 2) for _ in range(4)]
        assert slices == [2, 2, 1, 0]
        assert await tx.updates.record(0, NOW)
