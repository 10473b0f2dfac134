"""Reading the measure: every page and every turn, on the shipped text and on texts of any shape."""

from collections.abc import Iterator
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog import actions as a
from bot.dialog import sentences as s
from bot.dialog.commands import COMMANDS, OWN, menu
from bot.dialog.content.measure import Clause, Gap, Measure, Section
from bot.dialog.content.parts import Bilingual, Language
from bot.dialog.pages import neighbours, pages
from bot.dialog.quoting import verified
from bot.dialog.reading import (
    read,
    show_clause,
    show_gap,
    show_gaps,
    show_measure,
    show_section,
    show_sources,
    ways_on,
)
from bot.dialog.render import render
from bot.dialog.reply import Button, Heading, Quote, Reply
from bot.dialog.voice import Voice
from tests.dialog.packs import EN, PACK, ZH

VOICES = pytest.mark.parametrize("voice", [ZH, EN], ids=["zh", "en"])
MEASURE = PACK.measure
ALONE = [name for name, clause in MEASURE.clauses.items() if clause.parent is None]
MOST_BUTTONS = 12


def actions_of(reply: Reply) -> list[a.Action]:
    return [button.action for row in reply.keyboard for button in row]


def action_of(reply: Reply, label: str) -> a.Action | None:
    """Return what the button that says `label` does."""
    every = {button.label: button.action for row in reply.keyboard for button in row}
    return every.get(label)


def follow(voice: Voice, reply: Reply, sentence: s.Sentence) -> Reply | None:
    """Press the button that says `sentence`, if it is there."""
    action = action_of(reply, voice.say(sentence))
    return read(voice, action) if isinstance(action, a.ReadingAction) else None


def leafed(voice: Voice, first: Reply | None) -> Iterator[Reply]:
    """Yield the pages from the first on, turning each time to the next."""
    while first:
        yield first
        first = follow(voice, first, s.BUTTON_NEXT) or follow(voice, first, s.BUTTON_NEXT_SECTION)


def text_of(replies: list[Reply]) -> list[str]:
    quotes = [block for reply in replies for block in reply.blocks if isinstance(block, Quote)]
    return [line for quotation in quotes for line in quotation.text.split("\n")]


@VOICES
def test_the_contents_say_where_it_is_from_and_name_the_sections(voice: Voice) -> None:
    reply = show_measure(voice)
    source = MEASURE.provenance.source.in_(voice.language)
    assert MEASURE.title.in_(voice.language) in reply.plain()
    assert source in reply.plain()
    labels = [row[0].label for row in reply.keyboard]
    assert labels[:-1] == [section.title.in_(voice.language) for section in MEASURE.sections]
    assert actions_of(reply)[-2:] == [a.ReadGaps(), a.ShowSources()]


@VOICES
def test_leafing_through_shows_every_clause_once_and_in_order(voice: Voice) -> None:
    found = list(leafed(voice, show_section(voice, MEASURE.sections[0].id)))
    assert text_of(found) == [clause.zh for clause in MEASURE.clauses.values()]
    back = [follow(voice, page, s.BUTTON_PREVIOUS_SECTION) for page in found]
    assert back[0] is None
    for page in found[1:]:
        before = follow(voice, page, s.BUTTON_PREVIOUS) or follow(
            voice, page, s.BUTTON_PREVIOUS_SECTION
        )
        assert before == found[found.index(page) - 1]


def test_a_section_has_a_button_for_each_of_its_clauses() -> None:
    reply = show_section(ZH, "scenarios")
    assert reply
    assert [len(row) for row in reply.keyboard] == [3, 3, 3, 3, 3]
    assert actions_of(reply)[:12] == [a.ReadClause(f"S{number:02}") for number in range(1, 13)]
    assert [button.label for button in reply.keyboard[-1]] == ["上一部分", "目录", "下一部分"]


def test_the_parts_of_a_clause_stand_within_it() -> None:
    reply = show_section(ZH, "correction")
    assert reply
    assert [one.clause for one in reply.blocks if isinstance(one, Quote)] == [
        "C1", "C2", "C3", "C4", "C5",
    ]  # fmt: skip
    fourth = next(one for one in reply.blocks if isinstance(one, Quote) and one.clause == "C4")
    assert fourth.text.count("\n") == 6
    assert fourth.source == "—— C4"


@VOICES
def test_turning_clause_by_clause_goes_through_all_of_them(voice: Voice) -> None:
    found, clause = [], "background"
    while True:
        found.append(clause)
        action = action_of(show_clause(voice, clause), voice.say(s.BUTTON_NEXT_CLAUSE))
        if action is None:
            break
        assert isinstance(action, a.ReadClause)
        back = action_of(show_clause(voice, action.clause), voice.say(s.BUTTON_PREVIOUS_CLAUSE))
        assert back == a.ReadClause(clause)
        clause = action.clause
    assert found == ALONE


def test_a_part_has_the_other_parts_beside_it() -> None:
    assert neighbours(MEASURE, "C4a") == ("C4", "C4b")
    assert neighbours(MEASURE, "C4f") == ("C4e", "C5")
    assert neighbours(MEASURE, "C4") == ("C3", "C5")


@VOICES
@pytest.mark.parametrize("clause", MEASURE.clauses)
def test_a_clause_leads_to_the_page_it_stands_on(voice: Voice, clause: str) -> None:
    page = follow(voice, show_clause(voice, clause), s.BUTTON_SECTION)
    assert page
    assert MEASURE.clauses[clause].zh in text_of([page])


def test_a_scenario_can_be_checked_from_where_it_is_read() -> None:
    assert a.StartCheck("S01") in actions_of(show_clause(ZH, "S01"))
    assert a.StartCheck("C1") not in actions_of(show_clause(ZH, "C1"))


def test_an_answer_stays_where_it_is_and_opens_messages_of_their_own() -> None:
    assert [[button.action for button in row] for row in ways_on(ZH, "S06")] == [
        [a.StartCheck("S06"), a.ShowSection("scenarios"), a.ShowSources()],
        [a.ShowClause("S05"), a.ShowClause("S07")],
    ]
    assert ways_on(ZH, "S06")[0][1].label == "全部 12 条"
    assert [button.action for row in ways_on(ZH, "background") for button in row] == [
        a.ShowSources(), a.ShowClause("P1"),
    ]  # fmt: skip


@VOICES
def test_the_sources_lead_on_to_the_text_and_to_what_it_does_not_state(voice: Voice) -> None:
    assert actions_of(show_sources(voice)) == [a.ShowGaps(), a.ShowMeasure()]


@VOICES
def test_the_list_of_gaps_names_all_and_each_leads_back_to_its_page(voice: Voice) -> None:
    page: Reply | None = show_gaps(voice)
    named: list[a.Action] = []
    while page:
        on_it = [one for one in actions_of(page) if isinstance(one, a.ReadGap)]
        for opened in [read(voice, one) for one in on_it]:
            assert opened
            assert follow(voice, opened, s.BUTTON_GAPS) == page
        named += on_it
        page = follow(voice, page, s.BUTTON_NEXT)
    assert named == [a.ReadGap(gap.id) for gap in MEASURE.gaps]


@VOICES
@pytest.mark.parametrize("gap", MEASURE.gaps, ids=lambda gap: str(gap.id))
def test_a_gap_in_the_list_says_what_an_answer_says(voice: Voice, gap: Gap) -> None:
    opened = read(voice, a.ReadGap(gap.id))
    assert opened
    assert opened.blocks == show_gap(voice, gap).blocks
    assert a.ShowGaps() in actions_of(show_gap(voice, gap))
    assert gap.in_(voice.language) in opened.plain()


@pytest.mark.parametrize(
    "action",
    [
        a.ShowSection("gone"),
        a.ReadSection("gone", 1),
        a.ShowClause("gone"),
        a.ReadClause("gone"),
        a.ReadGap("gone"),
    ],
)
def test_what_the_content_has_no_more_is_not_made_up(action: a.ReadingAction) -> None:
    assert read(ZH, action) is None


def test_of_a_page_that_is_no_more_the_last_is_shown() -> None:
    assert read(EN, a.ReadSection("scenarios", 99)) == read(EN, a.ReadSection("scenarios", 2))
    assert read(ZH, a.ReadSection("scenarios", 0)) == read(ZH, a.ReadSection("scenarios", 1))
    assert read(ZH, a.ReadGaps(99)) == read(ZH, a.ReadGaps(2))
    assert read(ZH, a.ReadGaps(0)) == read(ZH, a.ReadGaps(1))


def test_a_text_that_states_everything_has_no_list_of_gaps() -> None:
    pack = PACK.model_copy(update={"measure": MEASURE.model_copy(update={"gaps": ()})})
    voice = Voice(pack, Language.CHINESE)
    assert actions_of(show_sources(voice)) == [a.ShowMeasure()]
    assert actions_of(show_measure(voice))[-1:] == [a.ShowSources()]
    assert a.ReadGaps() not in actions_of(show_measure(voice))
    assert read(voice, a.ShowGaps()) is None
    assert read(voice, a.ReadGaps()) is None


def every_action() -> Iterator[a.ReadingAction]:
    yield from (a.ShowMeasure(), a.ReadMeasure(), a.ShowGaps(), a.ReadGaps(2), a.ShowSources())
    for section in MEASURE.sections:
        yield from (a.ShowSection(section.id), a.ReadSection(section.id, 2))
    for clause in MEASURE.clauses:
        yield from (a.ShowClause(clause), a.ReadClause(clause))
    yield from (a.ReadGap(gap.id) for gap in MEASURE.gaps)


@VOICES
def test_every_screen_is_one_message_with_true_quotations_and_short_rows(voice: Voice) -> None:
    seen: set[type[a.ReadingAction]] = set()
    for action in every_action():
        reply = read(voice, action)
        assert reply
        assert verified(voice, reply) == (reply, ())
        assert len(render(reply, PACK.version)) == 1
        assert all(len(row) <= 3 for row in reply.keyboard)
        seen.add(type(action))
    assert seen == set(get_args(a.ReadingAction))


@VOICES
def test_everyone_in_a_group_may_read_and_nobody_starts_a_check_there(voice: Voice) -> None:
    for action in every_action():
        reply = read(voice, action)
        assert reply
        left = actions_of(reply.for_everyone(instead=Button("私聊", a.OpenPrivateChat())))
        assert left == [one for one in actions_of(reply) if not isinstance(one, a.StartCheck)]


def measure_of(lengths: list[list[int]], parents: list[int]) -> Voice:
    """Return a voice for a text of sections whose clauses are so long, some parts of others."""
    names = iter(f"c{number}" for number in range(10_000))
    chosen = iter(parents)
    sections = []
    for number, section in enumerate(lengths):
        clauses: list[Clause] = []
        for length in section:
            place = next(chosen, len(clauses))
            parent = clauses[place].id if place < len(clauses) else None
            words = "字" * length
            clauses.append(Clause(id=next(names), parent=parent, zh=words, en=words))
        title = Bilingual(zh=f"第{number}部分", en=f"Part {number}")
        sections.append(Section(id=f"s{number}", title=title, clauses=tuple(clauses)))
    measure = Measure(
        title=MEASURE.title,
        example=MEASURE.example,
        provenance=MEASURE.provenance,
        sections=tuple(sections),
    )
    return Voice(PACK.model_copy(update={"measure": measure}), Language.ENGLISH)


@given(
    st.lists(
        st.lists(st.sampled_from([1, 30, 300, 2500]), min_size=1, max_size=15),
        min_size=1,
        max_size=3,
    ),
    st.lists(st.integers(0, 9), max_size=20),
)
def test_a_text_of_any_shape_is_cut_into_pages_of_one_message(
    lengths: list[list[int]], parents: list[int]
) -> None:
    voice = measure_of(lengths, parents)
    measure = voice.pack.measure
    found = pages(voice)
    for page in found:
        reply = show_section(voice, page.section.id, page.number)
        assert reply
        assert len(page.clauses) == 1 or len(render(reply, PACK.version)) == 1
        assert len(page.clauses) <= MOST_BUTTONS
        assert isinstance(reply.blocks[0], Heading)
        assert (f"({page.number}/{page.count})" in reply.blocks[0].text) == (page.count > 1)
    shown = text_of(list(leafed(voice, show_section(voice, "s0"))))
    assert sorted(shown) == sorted(clause.zh for clause in measure.clauses.values())
    for name in list(measure.clauses)[::7]:
        reply = follow(voice, show_clause(voice, name), s.BUTTON_SECTION)
        assert reply
        assert measure.clauses[name].zh in text_of([reply])


@VOICES
def test_the_menu_has_the_commands_of_the_sections_after_that_of_the_whole(voice: Voice) -> None:
    listed = dict(menu(voice))
    names = list(listed)
    place = names.index("measure") + 1
    assert names[place : place + 3] == ["principles", "scenarios", "correction"]
    assert names[:place] + names[place + 3 :] == list(COMMANDS)
    assert listed["scenarios"] == MEASURE.sections[2].title.in_(voice.language)
    assert set(names) - {"principles", "scenarios", "correction"} <= OWN
