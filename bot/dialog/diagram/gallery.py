"""All pictures of a pack, and the page that shows them."""

import re
from collections.abc import Iterator

from bot.dialog.content.schema import Pack
from bot.dialog.diagram.mermaid import overview_mermaid, scenario_mermaid
from bot.dialog.diagram.overview import overview_svg
from bot.dialog.diagram.scenario import scenario_svg

PAGE = "README.md"
MARK = "<!-- Made by `python -m bot content graph`; changes here are lost. -->"
"""The first line of the page tells it from a page that somebody wrote."""
_MARKUP = re.compile(r"[\\`*_\[\]<>&|#]")


def gallery(pack: Pack) -> dict[str, str]:
    """Return the text of every file, by its name."""
    content = pack.scenarios
    files = {
        PAGE: "\n".join(_page(pack)) + "\n",
        "overview.svg": overview_svg(content),
        "overview.mmd": overview_mermaid(content),
    }
    for name in content.scenarios:
        files[f"{name}.svg"] = scenario_svg(content, name)
        files[f"{name}.mmd"] = scenario_mermaid(content, name)
    return files


def _page(pack: Pack) -> Iterator[str]:
    title = pack.measure.title
    yield from (MARK, "", "# 容错情形 · The scenarios", "", _plain(f"{title.zh} · {title.en}"), "")
    yield "Every phrase is an exact part of its clause. English is an unofficial translation."
    yield from ("", "## 总览 · Overview", "", *_picture("overview", "Overview"))
    for name, scenario in pack.scenarios.scenarios.items():
        yield from ("", f"## {name} {_plain(scenario.title.zh)}", "")
        yield from (_plain(scenario.title.en), "", *_picture(name, name))


def _picture(name: str, alt: str) -> tuple[str, ...]:
    return f"![{alt}]({name}.svg)", "", f"[Mermaid]({name}.mmd)"


def _plain(text: str) -> str:
    """Return `text` so that Markdown shows it as it is."""
    return _MARKUP.sub(lambda sign: f"&#{ord(sign[0])};", " ".join(text.split()))
