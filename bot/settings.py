"""The settings: BOT_* variables and `.env`, read and checked once. Secrets are never printed."""

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, HttpUrl, SecretStr, TypeAdapter, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import BadSetting
from storage.opening import POSTGRES, SQLITE, without_password

_HTTP_URL = TypeAdapter(HttpUrl)
_HIGHEST_PORT = 65_535
_TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{1,100}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


def _web_address(text: str) -> str:
    _HTTP_URL.validate_python(text)
    return text.rstrip("/")


def _database_url(text: str) -> str:
    if not text.startswith((SQLITE, *POSTGRES)) or text in (SQLITE, *POSTGRES):
        raise ValueError("not the URL of a database")
    return text


def _numbers(text: object) -> object:
    return tuple(text.replace(",", " ").split()) if isinstance(text, str) else text


def _matching(pattern: re.Pattern[str]) -> BeforeValidator:
    def check(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ValueError("not of the right form")
        return text

    return BeforeValidator(check)


def _host_and_port(text: str) -> str:
    host, _, port = text.rpartition(":")
    if not host or not 0 <= int(port) <= _HIGHEST_PORT:
        raise ValueError("not HOST:PORT")
    return text


_EXPECTED = {
    "token": ("应为 @BotFather 给的令牌，形如 123456:ABC…", "expected a token from @BotFather, like 123456:ABC…"),
    "api_url": ("应为网址，例如 https://api.telegram.org", "expected a URL like https://api.telegram.org"),
    "database_url": ("应为 sqlite:///路径 或 postgresql://…，例如 sqlite:///data/bot.db", "expected sqlite:///PATH or postgresql://…, for example sqlite:///data/bot.db"),
    "content_dir": ("应为文件夹的路径", "expected the path of a folder"),
    "cache_dir": ("应为文件夹的路径", "expected the path of a folder"),
    "calendar_file": ("应为文件的路径", "expected the path of a file"),
    "backup_dir": ("应为文件夹的路径", "expected the path of a folder"),
    "webhook_url": ("应为网址，例如 https://example.org/hook", "expected a URL like https://example.org/hook"),
    "webhook_secret": ("应为 1 到 256 个字母、数字、_ 或 -", "expected 1 to 256 letters, digits, _ or -"),
    "listen": ("应为 主机:端口，例如 127.0.0.1:8090", "expected HOST:PORT, for example 127.0.0.1:8090"),
    "staff_ids": ("应为用逗号隔开的数字", "expected numbers with commas between them"),
    "record_declined": ("应为 true 或 false", "expected true or false"),
    "messages_per_second": ("应为不小于 0 的数", "expected a number of at least 0"),
    "log_format": ("应为 text 或 json", "expected text or json"),
    "log_level": ("应为 debug、info、warning 或 error", "expected debug, info, warning or error"),
}  # fmt: skip
_NEEDS_TOKEN = ("需要同时设置 BOT_TOKEN", "it needs BOT_TOKEN as well")
_NOT_UTF_8 = ("应存为 UTF-8", "expected a file in UTF-8")


class Settings(BaseSettings):
    """Everything that can be set from outside. See docs/settings.md."""

    model_config = SettingsConfigDict(
        env_prefix="BOT_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    token: Annotated[SecretStr, _matching(_TOKEN)] | None = None
    """The bot's token; without it the assistant runs in trial mode."""
    api_url: Annotated[str, BeforeValidator(_web_address)] = "https://api.telegram.org"
    """The root of the Bot API server."""
    database_url: Annotated[str, BeforeValidator(_database_url)] = "sqlite:///data/bot.db"
    """Where the data is."""
    content_dir: Path | None = None
    """The folder of the content pack; without it, the one that comes with the program."""
    cache_dir: Path | None = None
    """Where what was learned from the content is kept; without it, the user's cache folder."""
    calendar_file: Path = Path("data/workdays.txt")
    """The official calendar of years that the program does not know."""
    webhook_url: Annotated[str, BeforeValidator(_web_address)] | None = None
    """Where Telegram delivers updates; without it they are polled."""
    webhook_secret: Annotated[SecretStr, _matching(_SECRET)] | None = None
    """What Telegram must send with an update; without it, one is derived from the token."""
    listen: Annotated[str, BeforeValidator(_host_and_port)] = "127.0.0.1:8090"
    """Where the web chat, the webhook, /healthz and /metrics are served."""
    staff_ids: Annotated[tuple[int, ...], NoDecode, BeforeValidator(_numbers)] = ()
    """The numbers of the staff (组织人事、纪检监察)."""
    messages_per_second: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 30
    """How fast messages are sent over all chats; 0 for no limit, with a server of one's own."""
    backup_dir: Path | None = None
    """Where the SQLite database is backed up every day; without it, it is not."""
    record_declined: bool = False
    """Whether declined questions are recorded for authors, without user or time."""
    log_format: Literal["text", "json"] = "text"
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @property
    def database_path(self) -> Path | None:
        """The SQLite file; None if the data is in PostgreSQL."""
        if not self.database_url.startswith(SQLITE):
            return None
        return Path(self.database_url.removeprefix(SQLITE))

    @property
    def database_place(self) -> str:
        """Where the data is, for messages; without a password."""
        return str(self.database_path or without_password(self.database_url))

    @property
    def listen_address(self) -> tuple[str, int]:
        """The host and the port to listen on."""
        host, _, port = self.listen.rpartition(":")
        return host.strip("[]"), int(port)

    @property
    def is_trial(self) -> bool:
        """Whether the assistant runs against its own local Bot API."""
        return self.token is None


def load_settings() -> Settings:
    """Read the environment and `.env`.

    Raises:
        BadSetting: a value cannot be used; the sentence names the variable.
    """
    try:
        settings = Settings()
    except UnicodeDecodeError:
        raise BadSetting(name=".env", reason=_NOT_UTF_8) from None
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0])
        raise BadSetting(name=f"BOT_{field.upper()}", reason=_EXPECTED[field]) from None
    if settings.webhook_url and settings.is_trial:
        raise BadSetting(name="BOT_WEBHOOK_URL", reason=_NEEDS_TOKEN)
    return settings
