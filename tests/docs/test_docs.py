"""The documentation names what there is, all of it, and nothing else."""

import inspect
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer

from bot import errors, settings
from bot.cli import cli
from bot.content_folder import load_pack
from bot.dialog.actions import PickScenario
from bot.dialog.callbacks import Pressed
from bot.dialog.checklist.steps import start, step
from bot.dialog.commands import COMMANDS
from bot.dialog.content.parts import Language
from bot.dialog.voice import Voice
from bot.settings import Settings
from tests.docs import pages
from tests.docs.pages import CHINESE_README, CONTRIBUTING, PAGES, README, ROOT

_MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z]+):.*##", _MAKEFILE, re.MULTILINE))
VARIABLES = {f"BOT_{name.upper()}" for name in Settings.model_fields}


def paths_of(command: object, before: tuple[str, ...] = ()) -> set[str]:
    """Return the commands of a command line, those of groups with the group in front."""
    inner = getattr(command, "commands", None)
    if inner is None:
        return {" ".join(before)}
    return {path for name, one in inner.items() for path in paths_of(one, (*before, name))}


BOT_COMMANDS = paths_of(typer.main.get_command(cli))


def test_every_setting_is_documented_and_every_documented_one_exists() -> None:
    text = pages.read(pages.SETTINGS)
    assert set(re.findall(r"^\| `(BOT_[A-Z_]+)`", text, re.MULTILINE)) == VARIABLES


def test_every_other_variable_that_is_read_is_documented() -> None:
    read = {
        name
        for folder in ("bot", "storage", "tests")
        for file in (ROOT / folder).rglob("*.py")
        for name in re.findall(
            r'environ(?:ment)?(?:\.get\(|\[)"([A-Z_]+)"', file.read_text(encoding="utf-8")
        )
    }
    documented = {
        name for row in pages.tables(pages.SETTINGS)[1] for name in re.findall(r"`(\w+)`", row[0])
    }
    assert {"LANG", "NOTIFY_SOCKET", "CI"} <= read <= documented | {"PATH"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_no_setting_that_does_not_exist(page: Path) -> None:
    assert set(re.findall(r"BOT_[A-Z_]*[A-Z]", pages.read(page))) <= VARIABLES


@pytest.mark.parametrize("name", Settings.model_fields)
def test_default_and_refusal_of_a_setting_are_as_documented(name: str) -> None:
    table = pages.tables(pages.SETTINGS)[0]
    (row,) = [row for row in table if row[0] == f"`BOT_{name.upper()}`"]
    default = Settings.model_fields[name].default
    assert row[1] == (
        "–"
        if default in (None, ())
        else f"`{default:g}`"
        if name == "messages_per_second"
        else f"`{default}`".lower()
        if isinstance(default, bool)
        else f"`{default}`"
    )
    assert row[4] == settings._EXPECTED[name][1]


@pytest.mark.parametrize("name", Settings.model_fields)
def test_the_example_of_a_setting_can_be_used(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    table = pages.tables(pages.SETTINGS)[0]
    (row,) = [row for row in table if row[0] == f"`BOT_{name.upper()}`"]
    monkeypatch.setenv("BOT_TOKEN", "123456:ABC-DEF")  # some settings need it
    monkeypatch.setenv(f"BOT_{name.upper()}", row[3].strip("`"))
    assert getattr(settings.load_settings(), name) != Settings.model_fields[name].default


def test_every_target_is_documented_in_both_readmes() -> None:
    for page in (README, CHINESE_README):
        (table,) = [table for table in pages.tables(page) if table[1][0] == "`make`"]
        assert {row[0] for row in table[2:]} == {f"`make {name}`" for name in TARGETS - {"help"}}


def test_every_command_is_documented() -> None:
    text = "\n".join(line for page in (README, CONTRIBUTING) for line in pages.code(page))
    for command in BOT_COMMANDS - {"run"}:
        assert f"python -m bot {command}" in text
    assert "bot run" in _MAKEFILE  # `make run` is how it is documented


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_and_target_that_a_page_names_exists(page: Path) -> None:
    for line in pages.code(page):
        for target in re.findall(r"^make ([a-z]+)", line):
            assert target in TARGETS
        for words in re.findall(r"python -m bot ([a-z-]+(?: [a-z-]+)?)", line):
            assert any(words == one or words.split()[0] == one for one in BOT_COMMANDS), words


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    for link in pages.links(page):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        assert not anchor or anchor in pages.anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    folders = "bot|storage|content|tests|docs|scripts|bench|deploy"
    for span in pages.spans(page):
        if re.fullmatch(rf"(?:{folders})/[\w./-]*", span) and "_what_for" not in span:
            assert (ROOT / span).exists(), span


@pytest.mark.parametrize("page", [README, CHINESE_README], ids=lambda page: page.name)
def test_the_table_of_jobs_leads_to_files_that_exist(page: Path) -> None:
    (table,) = [table for table in pages.tables(page) if table[1][0].startswith("1. ")]
    assert len(table) == 1 + 3
    for row in table[1:]:
        for cell in row[1:]:
            found = re.findall(r"\[`([^`]+)`\]\(([^)]+)\)", cell)
            assert found
            for shown, link in found:
                assert shown.rstrip("/") == link
                assert (ROOT / link).exists()


def test_both_readmes_say_the_same_things() -> None:
    assert pages.fences(README) == pages.fences(CHINESE_README)
    assert pages.spans(README) == pages.spans(CHINESE_README)
    both = {README.name, CHINESE_README.name}
    assert pages.links(README) - both == pages.links(CHINESE_README) - both
    shape = [
        [re.findall(r"^#+|^\d\.|^- |^\|", line) for line in pages.read(page).splitlines()]
        for page in (README, CHINESE_README)
    ]
    one, other = ([found for found in lines if found] for lines in shape)
    assert one == other


def test_every_error_is_documented() -> None:
    text = pages.read(pages.ARCHITECTURE)
    documented = dict(re.findall(r"^\| `([A-Z]\w+)` \| (\d) \|", text, re.MULTILINE))
    assert documented == {
        name: str(error.exit_code)
        for name, error in inspect.getmembers(errors, inspect.isclass)
        if issubclass(error, errors.AssistantError)
    }


def test_every_dependency_is_documented_in_its_table() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = (project["project"]["dependencies"], project["dependency-groups"]["dev"])
    tables = pages.tables(pages.DEPENDENCIES)
    for wanted, table in zip(groups, tables, strict=True):
        documented = {re.findall(r"\[(.+)\]", row[0])[0] for row in table[1:]}
        assert documented == {re.split(r"[<>=!~ ]", one)[0] for one in wanted}


def test_the_documented_versions_are_those_of_the_lock() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = re.findall(r"^([\w.-]+)==([^ ;]+)", lock, re.MULTILINE)
    for table in pages.tables(pages.DEPENDENCIES):
        for row in table[1:]:
            name = re.findall(r"\[(.+)\]", row[0])[0]
            versions = [version for package, version in locked if package == name]
            assert versions[:1] == [row[1]]
            for newer in versions[1:]:  # of another Python; the row says so
                assert f"{newer} for Python" in row[5]


def test_the_commands_of_the_chat_are_those_of_the_readme() -> None:
    (line,) = re.findall(r"just type, or use ([^.]+)\.", pages.read(README), re.DOTALL)
    assert re.findall(r"`/(\w+)`", line) == list(COMMANDS)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_commands_of_the_sections_are_in_the_readme(name: str) -> None:
    text = pages.read(ROOT / name)
    for command in load_pack(None).measure.section_by_command:
        assert f"`/{command}`" in text


def test_the_system_packages_are_those_that_ci_installs() -> None:
    ci = re.findall(r"^apt-get install (.+)$", (ROOT / ".ci" / "run").read_text(), re.MULTILINE)
    readme = re.findall(r"^sudo apt-get install (.+)$", "\n".join(pages.code(README)), re.MULTILINE)
    assert {name for line in readme for name in line.split()} == {
        name for line in ci for name in line.split() if not name.startswith("-")
    }


_KNOWN = re.compile(
    r"make( [a-z]+)?|sudo apt-get install [a-z0-9 -]+|mv data data\.trial"
    r"|\.venv/bin/python -m (bot|pytest) .+"
    r"|python -m bot content .+|BOT_CONTENT_DIR=pack python -m bot run"  # tests/authoring, process
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_shell_command_is_of_a_kind_that_is_tested(page: Path) -> None:
    for block in pages.fences(page, "sh"):
        for line in block.splitlines():
            assert _KNOWN.fullmatch(line), line


@pytest.mark.parametrize(
    "line",
    sorted(
        {
            line.removeprefix(".venv/bin/python ")
            for page in PAGES
            for block in pages.fences(page, "sh")
            for line in block.splitlines()
            if line.startswith(".venv/bin/python -m bot")
        }
    ),
)
def test_a_shell_command_works_as_it_is_written(line: str) -> None:
    ended = subprocess.run(
        [sys.executable, *line.split()], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    )
    assert ended.stdout
    if "--json" in line:
        assert json.loads(ended.stdout)["kind"]


@pytest.mark.parametrize("page", [README, CHINESE_README], ids=lambda page: page.name)
def test_the_answer_in_the_readme_is_what_the_command_prints(page: Path) -> None:
    (command,) = [one for one in pages.fences(page, "sh") if "bot ask" in one]
    (answer,) = pages.fences(page, "text")
    ended = subprocess.run(
        [sys.executable, *command.split()[1:]],
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert ended.stdout.strip() == answer


@pytest.mark.parametrize("page", [README, CHINESE_README], ids=lambda page: page.name)
def test_the_check_in_the_readme_is_what_the_chat_shows(page: Path) -> None:
    (chat,) = pages.fences(page, "chat")
    voice = Voice(load_pack(None), Language.CHINESE)
    said, shown = (
        re.findall(r"^> (.+)$", chat, re.MULTILINE),
        re.sub(r"^> .+\n", "", chat, flags=re.MULTILINE),
    )
    assert said[0] == "/check"
    stepped = start(voice, None)
    for label in said[1:]:
        buttons = {one.label: one.action for row in stepped.reply.keyboard for one in row}
        match buttons[label]:
            case PickScenario(scenario=name):
                stepped = start(voice, stepped.check, name)
            case action:
                stepped = step(voice, stepped.check, Pressed(action, voice.pack.version))
    assert shown == stepped.reply.plain()


def test_the_paths_of_pytest_in_contributing_exist() -> None:
    blocks = "\n".join(pages.fences(CONTRIBUTING, "sh"))
    for path in re.findall(r"pytest (\S+)", blocks):
        assert (ROOT / path).exists()


def test_every_folder_of_tests_is_told_in_contributing() -> None:
    folders = {path.parent.name for path in (ROOT / "tests").glob("*/__init__.py")}
    assert {f"tests/{name}/" for name in folders} <= pages.spans(CONTRIBUTING)


def test_the_conversation_in_contributing_is_a_test() -> None:
    (block,) = pages.fences(CONTRIBUTING, "python")
    conversation = [line.strip() for line in block.splitlines()]
    test = (ROOT / "tests" / "e2e" / "test_check.py").read_text(encoding="utf-8").splitlines()
    lines = [line.strip() for line in test]
    start = lines.index(conversation[0])
    assert lines[start : start + len(conversation)] == conversation


def test_what_is_not_there_yet_is_really_not_there() -> None:
    """Whoever adds one of these finds this test, and the list in the READMEs."""
    commands = {command.name for command in cli.registered_commands}
    assert not commands & {"staff", "report"}


def test_the_pictures_are_small_enough() -> None:
    for picture in (ROOT / "docs" / "images").iterdir():
        assert picture.stat().st_size < 300_000


def test_the_changelog_keeps_its_form() -> None:
    text = pages.read(ROOT / "CHANGELOG.md")
    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert re.findall(r"^## \[(.+?)\]", text, re.MULTILINE)[0] == "Unreleased"
    assert set(re.findall(r"^### (.+)$", text, re.MULTILINE)) <= kinds
