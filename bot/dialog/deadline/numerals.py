"""Numbers as they are written in dates: digits, Chinese numerals, and those of the calendar (廿, 卅)."""

_ONES = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "廿": 20, "卅": 30}
_TEN = 10
NUMERAL = r"(?:\d{1,4}|[零〇一二两三四五六七八九十百廿卅]{1,6})"
"""A pattern for what `number` may read."""


def number(written: str) -> int | None:
    """Return the number; None if it is none, as 两三, which is a choice."""
    if written.isdecimal():
        return int(written)
    hundreds, mark, rest = written.rpartition("百")
    if mark:
        high, low = _ONES.get(hundreds), _below_hundred(rest.removeprefix("零"))
        if not high or low is None or (rest and not rest.startswith("零") and low < _TEN):
            return None
        return high * 100 + low
    return _below_hundred(written.removeprefix("零").removeprefix("〇") or "零")


def year(written: str) -> int | None:
    """Return the year written digit by digit, of four digits or the last two."""
    digits = [int(char) if char.isdecimal() else _ONES.get(char) for char in written]
    if None in digits:
        return None
    value = int("".join(map(str, digits)))
    return value if len(written) > len("26") else 2000 + value


def _below_hundred(written: str) -> int | None:
    for place, char in enumerate(written):
        if char in _TENS:
            high = 1 if place == 0 else _ONES.get(written[:place])
            low = _ONES.get(written[place + 1 :]) if written[place + 1 :] else 0
            if high is None or low is None or (place and char != "十"):
                return None
            return high * _TENS[char] + low
    return _ONES.get(written) if written else 0
