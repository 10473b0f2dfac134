"""Checks Bot API traffic against the published methods and types.

Any test suite can watch its sandbox:

    checker = SpecChecker()
    sandbox.requests.append(checker.observe)
    ...
    checker.assert_clean()

The published specification is not part of this repository. Where it is absent a checker accepts
everything, and tests of the specification itself are skipped (`needs_spec`).
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.wire import Upload

SPEC = Path(__file__).parents[3] / "shared" / "botapi" / "botapi_spec.json"
needs_spec = pytest.mark.skipif(
    not SPEC.is_file(), reason="the published Bot API specification is not on this machine"
)

_ERROR_FIELDS: dict[str, list[Any]] = {
    "ok": [["Boolean"], 1],
    "error_code": [["Integer"], 1],
    "description": [["String"], 1],
    "parameters": [["ResponseParameters"], 0],
}
_SCALARS: dict[str, tuple[type, ...]] = {
    "Integer": (int,),
    "Float": (int, float),
    "String": (str,),
    "Boolean": (bool,),
}


class SpecChecker:
    """Collects every deviation of the calls it observes, in `problems`.

    Args:
        path: the specification: methods with parameters and results, types with fields.
    """

    def __init__(self, path: Path = SPEC) -> None:
        known = path.is_file()
        spec = json.loads(path.read_text(encoding="utf-8")) if known else {}
        self._known = known
        self._methods: dict[str, Any] = spec.get("methods", {})
        self._types: dict[str, Any] = spec.get("types", {})
        self.problems: list[str] = []
        self.calls: dict[str, int] = {}

    def observe(
        self, method: str, params: Mapping[str, object], status: int, response: Mapping[str, object]
    ) -> None:
        """Check one call; fits `sandbox.requests`."""
        self.calls[method] = self.calls.get(method, 0) + 1
        if not self._known:
            return
        published = self._methods.get(method)
        if published is None:
            self.problems.append(f"{method}: no such method is published")
            return
        self.problems += self._params(method, published["params"], params, refused=status != 200)
        if response.get("ok") is True:
            result = response.get("result")
            self.problems += self._value(f"{method} result", published["returns"], result)
        else:
            self.problems += self._fields(f"{method} error", _ERROR_FIELDS, response)

    def assert_clean(self) -> None:
        """Fail the test when anything deviated."""
        assert not self.problems, "\n".join(self.problems)

    def _params(
        self,
        method: str,
        published: Mapping[str, Any],
        given: Mapping[str, object],
        *,
        refused: bool,
    ) -> Iterator[str]:
        attached = {str(v).removeprefix("attach://") for v in given.values() if _attaches(v)}
        for name, value in given.items():
            if name in published:
                decoded = _decoded(published[name][0], value)
                yield from self._value(f"{method}({name})", published[name][0], decoded)
            elif name not in attached:
                yield f"{method}({name}): no such parameter is published"
        for name, (_, required) in published.items():
            if required and name not in given and not refused:
                yield f"{method}({name}): the parameter is required"

    def _value(self, place: str, types: list[str], value: object) -> list[str]:
        """Return the problems of `value` with the type it comes closest to."""
        attempts = [self._typed(place, kind, value) for kind in types]
        return min(attempts, key=len) if attempts else []

    def _typed(self, place: str, kind: str, value: object) -> list[str]:
        if kind.startswith("Array of "):
            if not isinstance(value, list):
                return [f"{place}: {value!r} is not an array"]
            item = kind.removeprefix("Array of ")
            return [p for i, v in enumerate(value) for p in self._typed(f"{place}[{i}]", item, v)]
        if kind in _SCALARS:
            right = isinstance(value, _SCALARS[kind])
            right = right and (kind == "Boolean" or not isinstance(value, bool))
            return [] if right else [f"{place}: {value!r} is not {kind}"]
        if kind == "InputFile":
            right = isinstance(value, Upload) or _attaches(value)
            return [] if right else [f"{place}: {value!r} is not a file"]
        published = self._types[kind]
        if published.get("subtypes"):
            return self._value(place, published["subtypes"], value)
        return list(self._fields(f"{place}: {kind}", published["fields"], value))

    def _fields(self, place: str, published: Mapping[str, Any], value: object) -> Iterator[str]:
        if not isinstance(value, Mapping):
            yield f"{place}: {value!r} is not an object"
            return
        for name, item in value.items():
            if name in published:
                yield from self._field(f"{place}.{name}", published[name], item)
            else:
                yield f"{place}.{name}: no such field is published"
        for name, field in published.items():
            if field[1] and name not in value:
                yield f"{place}.{name}: the field is required"

    def _field(self, place: str, published: list[Any], value: object) -> Iterator[str]:
        types, _, *constant = published
        if constant and value != constant[0]:
            yield f"{place}: {value!r} is not {constant[0]!r}"
        yield from self._value(place, types, value)


def _attaches(value: object) -> bool:
    return isinstance(value, str) and value.startswith("attach://")


def _decoded(types: list[str], value: object) -> object:
    """Undo what a form or a query does to a value: everything in it is a string."""
    if not isinstance(value, str) or types == ["String"]:
        return value
    try:
        decoded: object = json.loads(value)
    except ValueError:
        return value
    if "String" in types and not (isinstance(decoded, int) and "Integer" in types):
        return value
    return decoded
