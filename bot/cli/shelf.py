"""The library for a command: of the content and in the cache folder that are set."""

from bot.content_folder import load_pack
from bot.dialog.content.schema import Pack
from bot.library import Library, open_library
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
    return open_library(pack, load_settings().cache_dir)
