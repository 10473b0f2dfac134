"""The guide for authors, run command by command as it stands there."""

import re
import shutil
from pathlib import Path

from tests.process.program import ROOT, run

GUIDE = ROOT / "docs" / "authoring.md"
COMMAND = re.compile(r"^python -m bot (content .+)$", re.MULTILINE)


async def test_the_commands_of_the_guide_work_in_their_order(tmp_path: Path) -> None:
    blocks = re.findall(r"```sh\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    commands = [command for block in blocks for command in COMMAND.findall(block)]
    assert [command.split()[1] for command in commands] == [
        "new", "schema", "check", "prove", "graph", "coverage", "learn", "diff",
    ]  # fmt: skip
    for command in commands:
        if "changed" in command:
            shutil.copytree(tmp_path / "pack", tmp_path / "changed")
        ended = await run(*command.split(), folder=tmp_path)
        assert ended.code == 0, f"{command}\n{ended.out}{ended.err}"
    assert (tmp_path / "pictures" / "README.md").exists()


async def test_a_mistake_is_told_as_the_guide_says(tmp_path: Path) -> None:
    [told] = re.findall(r"```text\n(.*)\n```", GUIDE.read_text(encoding="utf-8"))
    await run("content", "new", "pack", folder=tmp_path)
    file = tmp_path / "pack" / "scenarios.yaml"
    text = file.read_text(encoding="utf-8")
    rules = text.rindex("- ctx_new_practice")
    file.write_text(
        text[:rules] + text[rules:].replace("practice", "practise", 1), encoding="utf-8"
    )
    ended = await run("content", "check", "pack", folder=tmp_path)
    assert ended.code == 1
    assert told in ended.out
