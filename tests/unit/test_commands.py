"""The commands the assistant handles are those that no section of a measure may take."""

from telegram.ext import CommandHandler, ExtBot

from bot.application import build_application
from bot.dialog.commands import OWN


def test_every_command_of_ours_is_known_as_ours() -> None:
    bot: ExtBot[None] = ExtBot("1:offline")
    every = [one for group in build_application(bot, ()).handlers.values() for one in group]
    commands = [one.commands for one in every if isinstance(one, CommandHandler)]
    assert frozenset().union(*commands) == OWN
