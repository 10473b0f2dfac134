"""Expressions made in code and read from YAML are the same thing."""

import pytest
from pydantic import TypeAdapter, ValidationError

from bot.dialog.content.rules import AllOf, AnyOf, Expression, Not, references

READ: TypeAdapter[Expression] = TypeAdapter(Expression)


def test_an_expression_is_read_as_deep_as_it_is_written() -> None:
    read = READ.validate_python({"all": ["a", {"any": ["b", {"not": "c"}]}, "a"]})
    made = AllOf(all=("a", AnyOf(any=("b", Not.model_validate({"not": "c"}))), "a"))
    assert read == made
    assert list(references(read)) == ["a", "b", "c", "a"]


@pytest.mark.parametrize("value", [None, 1, [], {}, {"all": []}, {"not": None}, "not an id"])
def test_anything_else_is_refused(value: object) -> None:
    with pytest.raises(ValidationError) as error:
        READ.validate_python(value)
    assert error.value.error_count() == 1
