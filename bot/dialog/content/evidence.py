"""Evidence (自述里的说法): what in a story speaks for an element of the scenarios, or against it."""

from bot.dialog.content.parts import Cues, Part


class Evidence(Part):
    """What people say when an element holds, and when it fails.

    `……` stands for a few characters in between, within one clause. Negation, doubt and the like are
    read by the program: “没有” in front of a cue for failing says that the element holds.
    """

    holds: Cues = ()
    """What is said when it holds."""
    fails: Cues = ()
    """What is said when it does not."""
