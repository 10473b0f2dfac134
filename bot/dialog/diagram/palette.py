"""The words and colours of the pictures. A colour never stands alone: its word is beside it."""

from dataclasses import dataclass

from bot.dialog.content.rules import Role

PAPER = "#fdfcf9"
INK = "#1f2328"
FAINT = "#5c6570"
LINE = "#8b949e"


@dataclass(frozen=True, slots=True)
class Look:
    """How something is shown: its word in both languages, its colours, and the dashes of a line."""

    zh: str
    en: str
    ink: str
    tint: str
    dashes: str = ""

    @property
    def words(self) -> str:
        """Its word in both languages."""
        return f"{self.zh} {self.en}"


ROLES = {
    Role.CONTEXT: Look("情境", "context", "#175a94", "#e6f0fa", "1 4"),
    Role.CONDITION: Look("条件", "condition", "#1c6e45", "#e5f4eb"),
    Role.CAUSE: Look("原因", "cause", "#8a5200", "#fcf1dc", "7 3"),
    Role.CONSEQUENCE: Look("后果", "consequence", "#96284f", "#fbe8ee", "2 3"),
}
BOTTOM_LINE = Look("底线", "bottom line", "#3d4450", "#eef0f2", "5 3")
GROUPS = {
    "all": Look("全部满足", "all of", *(INK, "#ffffff")),
    "any": Look("至少满足一项", "any of", *(INK, "#ffffff")),
    "not": Look("不成立", "not", *(INK, "#ffffff")),
}
LINES_TITLE = Look("底线：不论哪种情形都要守住", "bottom lines, for every scenario", INK, PAPER)
ASKED = Look("每次都问", "always asked", INK, PAPER)
PRESUMED = Look("没说就按守住了看", "presumed to hold", INK, PAPER)
EVERY = Look("每种情形都要守住", "every scenario", INK, PAPER)
SHARED = Look("共用的要件", "shared elements", INK, PAPER)
SCENARIOS = Look("容错情形", "scenarios", INK, PAPER)
