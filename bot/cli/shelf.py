"""The library for a command: of the content and in the cache folder that are set."""

from bot.dialog.content.schema import Pack
from bot.kept_pack import open_pack
from bot.library import Library, open_library
from bot.settings import load_settings


def the_library() -> Library:
    """Return the library of the content that is set.

    Raises:
        AssistantError: the settings or the content cannot be used.
    """
    settings = load_settings()
    return library_of(open_pack(settings.content_dir, settings.cache_dir))


def library_of(pack: Pack) -> Library:
    """Return the library of `pack`.

    Raises:
        AssistantError: the settings cannot be used.
    """
    return open_library(pack, load_settings().cache_dir)
