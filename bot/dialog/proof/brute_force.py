"""What the verdicts must be, worked out without three-valued logic and without the engine.

An expression is a table of 2ⁿ bits, one for each way in which everything may turn out. Where something
is open, the verdict is definite exactly if all ways in which it may turn out agree. That is worked
out for all 3ⁿ assignments at once, one element after the other: open is “the one or the other”.
"""

from bot.dialog.content.rules import AllOf, AnyOf, Expression, Not

_CAN_FAIL, _CAN_HOLD = 1, 2
_AS_TRUTH = bytes([1, 0, 2, 1]).ljust(256, b"\0")
"""Only failing is 0, only holding 2, and both is 1: the numbers of `Truth`."""


def verdicts(expression: Expression, names: tuple[str, ...]) -> bytes:
    """Return what every assignment of `names` comes to, in the order of `Assignments`."""
    ends = 1 << len(names)
    holds = _bits(expression, {name: _column(i, len(names)) for i, name in enumerate(names)}, ends)
    written = f"{holds:0{ends}b}".encode()[::-1]
    known = written.translate(bytes.maketrans(b"01", bytes([_CAN_FAIL, _CAN_HOLD])))
    width = 1
    for _ in names:
        known = _widened(known, width)
        width *= 3
    return known.translate(_AS_TRUTH)


def _column(index: int, count: int) -> int:
    """Return the bits of element `index`: in which of the ways to turn out it holds."""
    run = 1 << (count - 1 - index)
    period = "1" * run + "0" * run
    return int(period * (1 << index), 2)


def _bits(expression: Expression, columns: dict[str, int], ends: int) -> int:
    """Return the ways to turn out in which `expression` holds."""
    match expression:
        case AllOf(all=operands):
            bits = (1 << ends) - 1
            for operand in operands:
                bits &= _bits(operand, columns, ends)
            return bits
        case AnyOf(any=operands):
            bits = 0
            for operand in operands:
                bits |= _bits(operand, columns, ends)
            return bits
        case Not(not_=operand):
            return ((1 << ends) - 1) ^ _bits(operand, columns, ends)
        case element:
            return columns[element]


def _widened(known: bytes, width: int) -> bytes:
    """Put “open” between “not met” and “met” of the last element that has only these two."""
    parts = []
    for start in range(0, len(known), 2 * width):
        fails, holds = known[start : start + width], known[start + width : start + 2 * width]
        either = int.from_bytes(fails, "big") | int.from_bytes(holds, "big")
        parts += [fails, either.to_bytes(width, "big"), holds]
    return b"".join(parts)
