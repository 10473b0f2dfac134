"""Who takes part: the users and groups a sandbox starts with."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["cadre", "staff", "admin"]
"""What the page says of a user; the Bot API side knows nothing of it."""


@dataclass(frozen=True, slots=True)
class CastUser:
    """A user at the start: has not pressed /start yet."""

    id: int
    first_name: str
    role: Role = "cadre"
    language_code: str = "zh-hans"


@dataclass(frozen=True, slots=True)
class CastGroup:
    """A supergroup with the bot in it; `members` are ids of users."""

    id: int
    title: str
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """All users and groups at the start."""

    users: tuple[CastUser, ...] = ()
    groups: tuple[CastGroup, ...] = ()


DEFAULT_PEOPLE = Cast(
    users=(
        CastUser(1001, "干部小李", "cadre"),
        CastUser(1002, "工作人员老王", "staff"),
        CastUser(1003, "管理员小赵", "admin"),
    ),
    groups=(CastGroup(-1_001_000_000_001, "整改工作群", (1001, 1002, 1003)),),
)
