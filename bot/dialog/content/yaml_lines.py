"""YAML with the line of every value kept, and repeated keys refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """The line (1-based) of every path of a document."""

    by_path: dict[Path, int]

    def existing(self, path: Path) -> Path:
        """Return `path` without the steps that the document does not have.

        Pydantic adds steps of its own, such as the name of the union member it tried.
        """
        kept: Path = ()
        for step in path:
            if (*kept, step) in self.by_path:
                kept = (*kept, step)
        return kept

    def at(self, path: Path) -> int:
        """Return the line of `path`, or of the nearest value around it."""
        while path and path not in self.by_path:
            path = path[:-1]
        return self.by_path.get(path, 1)


def read_yaml(text: str) -> tuple[Any, Lines]:
    """Return the document and its lines.

    Raises:
        yaml.YAMLError: the text is not one valid YAML document, or a key stands in it twice.
    """
    loader = yaml.CSafeLoader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None, Lines({})
        lines = dict(_walk(node, ()))
        return loader.construct_document(node), Lines(lines)
    finally:
        loader.dispose()


def _walk(node: yaml.Node, path: Path) -> Iterator[tuple[Path, int]]:
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            yield from _walk(child, (*path, str(index)))
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, child in node.value:
            name = str(key.value)
            if name in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"“{name}” stands here twice", problem_mark=key.start_mark
                )
            seen.add(name)
            yield from _walk(child, (*path, name))
