"""The library for a command: opened with logs on standard error, so that output stays output."""

from bot.content_folder import load_pack
from bot.dialog.content.schema import Pack
from bot.library import Library, open_library
from bot.logs import set_up_logs
from bot.settings import load_settings


def the_library() -> Library:
    """Return the library of the content that is set.

    Raises:
        AssistantError: the settings or the content cannot be used.
    """
    return library_of(load_pack(load_settings().content_dir))


def library_of(pack: Pack) -> Library:
    """Return the library of `pack`.

    Raises:
        AssistantError: the settings cannot be used.
    """
    settings = load_settings()
    set_up_logs(settings.log_format, settings.log_level)
    return open_library(pack, settings.cache_dir)
