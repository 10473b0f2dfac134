"""YAML with the line of every value kept; refused are repeated keys and what is no plain data."""

from dataclasses import dataclass
from typing import Any

import yaml

Path = tuple[str, ...]
_REMEDIES = {
    "mapping values are not allowed in this context": "put text with a colon in it in quotes",
    "found character that cannot start any token": "indent with spaces, and put text that begins "
    "with a sign in quotes",
    "could not find expected ':'": "write it as “name: value”",
    "did not find expected key": "give it the indent of its neighbours, and close the quotes",
    "did not find expected ',' or ']'": "close the bracket, and put a comma between the items",
    "did not find expected ',' or '}'": "close the brace, and put a comma between the fields",
    "did not find expected node content": "write the value, and close the bracket",
    "found unexpected end of stream": "close the quotes",
    "found undefined alias": "put text that begins with * in quotes",
}
"""What to do where the YAML library says only what it met."""
_KEYS = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:merge")


@dataclass(frozen=True, slots=True)
class Lines:
    """The line (1-based) of every path of a document; of a key, where there is one."""

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


class _Telling(yaml.CSafeLoader):
    """Says the line of a value that looks like a date or a number and is none; this takes longer."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> object:  # noqa: FBT001, FBT002 - the signature is PyYAML's
        try:
            return super().construct_object(node, deep=deep)
        except (ValueError, LookupError, AttributeError) as error:  # as PyYAML happens to fail
            kind = node.tag.rpartition(":")[2]
            what = f"this cannot be read as {kind}, put it in quotes if it is text"
            raise _wrong(what, node) from error


def read_yaml(text: str) -> tuple[Any, Lines]:
    """Return the document and its lines.

    Raises:
        yaml.YAMLError: the text is not one valid YAML document, or a key stands in it twice.
    """
    try:
        return _read(yaml.CSafeLoader(text))
    except (ValueError, LookupError, AttributeError):
        return _read(_Telling(text))


def _read(loader: yaml.CSafeLoader) -> tuple[Any, Lines]:
    try:
        node = loader.get_single_node()
        lines: dict[Path, int] = {}
        if node is None:
            return None, Lines(lines)
        _note(lines, node, (), (), node.start_mark.line + 1)
        return loader.construct_document(node), Lines(lines)
    except RecursionError as error:
        raise yaml.YAMLError("nested too deeply") from error
    finally:
        loader.dispose()


def remedy_of(error: yaml.MarkedYAMLError) -> str:
    """Return what to do about text that is not valid YAML."""
    return _REMEDIES.get(error.problem or "", "mend this line")


def _note(
    lines: dict[Path, int], node: yaml.Node, path: Path, around: tuple[yaml.Node, ...], line: int
) -> None:
    """Note in `lines` the path of `node`, which stands inside the nodes `around`, and those below."""
    lines[path] = line
    if isinstance(node, yaml.ScalarNode):
        return
    if node in around:
        raise _wrong("this contains itself", node)
    around = (*around, node)
    if isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            _note(lines, child, (*path, str(index)), around, child.start_mark.line + 1)
        return
    seen: set[str] = set()
    for key, child in node.value:
        if key.tag not in _KEYS:
            raise _wrong("this key is not read as text: put it in quotes", key)
        if key.value in seen:
            raise _wrong(f"“{key.value}” stands here twice", key)
        seen.add(key.value)
        _note(lines, child, (*path, key.value), around, key.start_mark.line + 1)


def _wrong(what: str, node: yaml.Node) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=what, problem_mark=node.start_mark)
