"""The Bot API methods, found by name in lower case: Telegram does not care about capitals."""

from bot.sandbox.methods import files, messages, profile, queries, receiving
from bot.sandbox.methods.signature import Method

METHODS: dict[str, tuple[str, Method]] = {
    name.lower(): (name, method)
    for module in (files, messages, profile, queries, receiving)
    for name, method in module.METHODS.items()
}
"""Published name and implementation."""
