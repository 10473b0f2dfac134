"""Which links Telegram accepts in buttons and texts."""

import re
from urllib.parse import urlsplit

_USER_LINK = re.compile(r"tg://user\?id=(\d{1,19})")
_HOST = re.compile(r"[^\s/?#@\"'<>\\]+", re.ASCII)


class LinkError(ValueError):
    """A link that Telegram refuses; the text is the end of its sentence."""


def checked_link(link: str) -> str:
    """Return `link` as Telegram stores it: with a protocol and a path.

    Raises:
        LinkError: it is not a link that Telegram accepts.
    """
    link = link.strip()
    if re.match(r"(tg|ton|tonsite)://.", link, re.IGNORECASE):
        return link
    protocol, separator, rest = link.partition("://")
    if not separator:
        protocol, rest = "http", link
    if protocol.lower() not in {"http", "https"}:
        raise LinkError("Unsupported URL protocol")
    return f"{protocol.lower()}://{_checked_address(rest)}"


def linked_user(link: str) -> int | None:
    """Return the id of the user whom a `tg://user?id=…` link mentions."""
    found = _USER_LINK.fullmatch(link)
    return int(found[1]) if found else None


def _checked_address(rest: str) -> str:
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if not authority:
        raise LinkError("URL host is empty")
    try:
        parts = urlsplit(f"//{authority}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise LinkError("Wrong port number specified in the URL") from None
    if port == 0:
        raise LinkError("Wrong port number specified in the URL")
    if not _HOST.fullmatch(authority.rpartition("@")[2]) or not ("." in host or ":" in host):
        raise LinkError("Wrong HTTP URL")
    tail = rest[len(authority) :]
    return authority + (tail if tail.startswith("/") else f"/{tail}")
