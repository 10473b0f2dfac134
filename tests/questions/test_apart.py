"""What measures never trains: no line of an evaluation set beside this checkout stands in the content."""

import json
from collections.abc import Iterator

import pytest

from bot.content_folder import DEFAULT_FOLDER
from bot.dialog.answer.normalise import normalise
from bot.dialog.content.loading import FILES
from bot.dialog.content.yaml_lines import read_yaml
from tests.content.test_shipped_pack import SHARED

A_WORD = 4
"""So few letters (你好, 谢谢, 明天上午) are everybody's."""
SETS = sorted((SHARED / "eval").glob("*.dev.jsonl"))


def strings(value: object) -> Iterator[str]:
    """Every string in what a YAML file says."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


@pytest.mark.skipif(not SETS, reason="the evaluation sets are not beside this checkout")
def test_no_line_of_an_evaluation_set_stands_in_the_content() -> None:
    measured = {
        normalise(next(line[key] for key in ("q", "text") if key in line))
        for one in SETS
        for line in map(json.loads, one.read_text(encoding="utf-8").splitlines())
    }
    published = normalise((SHARED / "measure" / "source.zh.md").read_text(encoding="utf-8"))
    files = [(DEFAULT_FOLDER / name).read_text(encoding="utf-8") for name in FILES]
    ours = {normalise(said) for file in files for said in strings(read_yaml(file)[0])}
    assert len(measured) > 100
    copied = {line for line in measured & ours if len(line) > A_WORD and line not in published}
    assert not copied
