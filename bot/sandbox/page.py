"""Serves the web chat: static files, and a policy that lets them load nothing from elsewhere."""

from pathlib import Path

from aiohttp import web

_STATIC = Path(__file__).parent / "static"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
"""Told here, because what a machine's own tables say differs, and a browser is strict about it."""
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' blob: data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


class Page:
    """Handlers of `/` and `/static/…`.

    Args:
        folder: where the files are; every file in it of a known type is public.
    """

    def __init__(self, folder: Path = _STATIC) -> None:
        self._folder = folder

    async def index(self, _: web.Request) -> web.StreamResponse:
        """Return the page itself."""
        return self._file("index.html")

    async def static(self, request: web.Request) -> web.StreamResponse:
        """Return one of the page's other files."""
        return self._file(request.match_info["name"])

    def _file(self, name: str) -> web.StreamResponse:
        path = self._folder / name
        inside = path.suffix in _TYPES and path.name == name and not name.startswith(".")
        if not inside or not path.is_file():
            raise web.HTTPNotFound(text=f"404: there is no {name}\n", headers=_HEADERS)
        return web.FileResponse(path, headers={**_HEADERS, "Content-Type": _TYPES[path.suffix]})
