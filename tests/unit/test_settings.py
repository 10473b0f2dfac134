"""Settings: every variable is read, every bad value is named, no secret is ever shown."""

from pathlib import Path

import pytest

from bot.errors import BadSetting
from bot.settings import Settings, load_settings

TOKEN = "123456789:AbCdEfGhIjKlMnOpQrStUvWxYz_0123-456"
SECRET = "s3cret_Word-42"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Work in an empty folder, with no variable of ours."""
    monkeypatch.chdir(tmp_path)
    for field in Settings.model_fields:
        monkeypatch.delenv(f"BOT_{field.upper()}", raising=False)


def test_without_any_variable_it_is_a_trial_with_defaults() -> None:
    settings = load_settings()
    assert settings.is_trial
    assert settings.api_url == "https://api.telegram.org"
    assert settings.database_path == Path("data/bot.db")
    assert settings.content_dir is None
    assert (settings.webhook_url, settings.webhook_secret) == (None, None)
    assert settings.listen_address == ("127.0.0.1", 8090)
    assert settings.staff_ids == ()
    assert settings.messages_per_second == 30
    assert settings.record_declined is False
    assert (settings.log_format, settings.log_level) == ("text", "info")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("api_url", "http://127.0.0.1:8081/", "http://127.0.0.1:8081"),
        ("api_url", "https://api.example.com/root//", "https://api.example.com/root"),
        ("database_url", "sqlite:////var/lib/bot.db", "sqlite:////var/lib/bot.db"),
        ("content_dir", "my/content", Path("my/content")),
        ("listen", "0.0.0.0:80", "0.0.0.0:80"),
        ("listen", "localhost:0", "localhost:0"),
        ("staff_ids", "1", (1,)),
        ("staff_ids", "1, 2,3 4", (1, 2, 3, 4)),
        ("staff_ids", " ", ()),
        ("messages_per_second", "0", 0),
        ("messages_per_second", "0.5", 0.5),
        ("record_declined", "true", True),
        ("record_declined", "1", True),
        ("record_declined", "false", False),
        ("log_format", "json", "json"),
        ("log_level", "debug", "debug"),
    ],
)
def test_a_variable_is_read(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: object
) -> None:
    monkeypatch.setenv(f"BOT_{name.upper()}", value)
    assert getattr(load_settings(), name) == expected


def test_a_webhook_is_read_and_needs_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_WEBHOOK_URL", "https://bot.example.com/hook")
    with pytest.raises(BadSetting) as error:
        load_settings()
    for language in ("zh", "en"):
        assert "BOT_WEBHOOK_URL" in error.value.sentence(language)
        assert "BOT_TOKEN" in error.value.sentence(language)
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    assert load_settings().webhook_url == "https://bot.example.com/hook"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TOKEN", "nonsense"),
        ("TOKEN", "123456:"),
        ("TOKEN", "123456:with space"),
        ("TOKEN", "123456:AAA\n"),
        ("API_URL", "api.telegram.org"),
        ("API_URL", "ftp://api.telegram.org"),
        ("DATABASE_URL", "mysql://host/db"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "data/bot.db"),
        ("WEBHOOK_URL", "bot.example.com"),
        ("WEBHOOK_SECRET", "with space"),
        ("WEBHOOK_SECRET", "x" * 257),
        ("LISTEN", "8090"),
        ("LISTEN", ":8090"),
        ("LISTEN", "host:"),
        ("LISTEN", "host:port"),
        ("LISTEN", "host:65536"),
        ("LISTEN", "host:-1"),
        ("STAFF_IDS", "1,x"),
        ("STAFF_IDS", "1.5"),
        ("MESSAGES_PER_SECOND", "-1"),
        ("MESSAGES_PER_SECOND", "fast"),
        ("MESSAGES_PER_SECOND", "nan"),
        ("MESSAGES_PER_SECOND", "inf"),
        ("RECORD_DECLINED", "perhaps"),
        ("LOG_FORMAT", "xml"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_a_bad_value_is_told_by_the_name_of_its_variable_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"BOT_{name}", value)
    with pytest.raises(BadSetting) as error:
        load_settings()
    chinese, english = error.value.sentence("zh"), error.value.sentence("en")
    assert f"BOT_{name}" in chinese
    assert f"BOT_{name}" in english
    assert "应" in chinese
    assert "expected" in english


@pytest.mark.parametrize("name", ["TOKEN", "WEBHOOK_SECRET"])
def test_a_bad_secret_is_not_repeated(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"BOT_{name}", "very secret!")
    with pytest.raises(BadSetting) as error:
        load_settings()
    assert "very secret!" not in f"{error.value!r} {error.value.sentence('zh')}"
    assert error.value.__suppress_context__, "a traceback would show the value"


def test_secrets_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("BOT_WEBHOOK_SECRET", SECRET)
    settings = load_settings()
    assert not settings.is_trial
    assert settings.token
    assert settings.token.get_secret_value() == TOKEN
    for shown in (repr(settings), str(settings), str(settings.model_dump()), f"{settings.token}"):
        assert TOKEN not in shown
        assert SECRET not in shown


def test_the_environment_goes_before_env_file_and_empty_counts_as_unset(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path(".env").write_text("BOT_LOG_LEVEL=error\nBOT_LOG_FORMAT=json\nOTHER=1\n", encoding="utf-8")
    monkeypatch.setenv("BOT_LOG_LEVEL", "debug")
    monkeypatch.setenv("BOT_LOG_FORMAT", "")
    settings = load_settings()
    assert (settings.log_level, settings.log_format) == ("debug", "json")


def test_an_env_file_of_another_encoding_is_told() -> None:
    Path(".env").write_bytes("# 令牌\nBOT_LOG_LEVEL=info\n".encode("gbk"))
    with pytest.raises(BadSetting) as error:
        load_settings()
    assert ".env" in error.value.sentence("zh")
    assert "UTF-8" in error.value.sentence("en")


def test_an_ipv6_address_to_listen_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_LISTEN", "[::1]:8080")
    assert load_settings().listen_address == ("::1", 8080)
