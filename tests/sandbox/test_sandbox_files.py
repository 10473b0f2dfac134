"""Files in both directions."""

import io
import struct
from typing import Any, cast

import aiohttp
import pytest
import telegram

from bot.sandbox.errors import PeopleError
from bot.sandbox.pictures import Size, picture_size
from bot.sandbox.server import DEFAULT_TOKEN
from tests.sandbox.served import RefusedError, Site

GROUP = -1_001_000_000_001
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", 640, 480)
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08" + struct.pack(">HH", 480, 640) + b"\0" * 4
GIF = b"GIF89a" + struct.pack("<HH", 640, 480)


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (PNG, Size(640, 480)),
        (JPEG, Size(640, 480)),
        (GIF, Size(640, 480)),
        (PNG[:18], None),
        (JPEG[:9], None),
        (b"\xff\xd8abcdef", None),
        (b"text", None),
    ],
)
def test_picture_size(content: bytes, size: Size | None) -> None:
    assert picture_size(content) == size


async def test_a_document_comes_back_byte_for_byte(bot: telegram.Bot, site: Site) -> None:
    site.sandbox.people.type(1001, 1001, "/start")
    sent = await bot.send_document(
        1001,
        "台账".encode(),
        filename="台账.csv",
        caption="<b>台账</b>",
        parse_mode="HTML",
        reply_markup=telegram.InlineKeyboardMarkup.from_button(
            telegram.InlineKeyboardButton("好", callback_data="x")
        ),
    )
    assert sent.document is not None
    assert (sent.document.file_name, sent.caption) == ("台账.csv", "台账")
    assert sent.caption_entities[0].type == "bold"
    assert sent.reply_markup is not None
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()).decode() == "台账"
    again = await bot.send_document(1001, sent.document.file_id)
    assert again.document == sent.document


async def test_an_attached_file_may_have_any_field_name(started: Site) -> None:
    form = aiohttp.FormData({"chat_id": "1001", "document": "attach://part"})
    form.add_field("part", b"x", filename="a.txt", content_type="text/plain")
    url = f"{started.root}/bot{DEFAULT_TOKEN}/sendDocument"
    async with started.session.post(url, data=form) as answer:
        document = (await answer.json())["result"]["document"]
    assert (document["file_name"], document["mime_type"]) == ("a.txt", "text/plain")


async def test_a_photo_has_its_size(bot: telegram.Bot, site: Site) -> None:
    site.sandbox.people.type(1001, 1001, "/start")
    sent = await bot.send_photo(1001, PNG)
    assert (sent.photo[0].width, sent.photo[0].height) == (640, 480)
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)can't use file of type photo"):
        await bot.send_document(1001, sent.photo[0].file_id)
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)image_process_failed"):
        await bot.send_photo(1001, b"text")


async def test_files_that_are_refused(bot: telegram.Bot, site: Site) -> None:
    site.sandbox.people.type(1001, 1001, "/start")
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)caption is too long"):
        await bot.send_document(1001, b"x", caption="字" * 1025)
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)file must be non-empty"):
        await bot.send_document(1001, io.BytesIO(b""))
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)failed to get http url content"):
        await bot.send_document(1001, "https://example.com/a.pdf")
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)invalid file_id"):
        await bot.get_file("nothing")
    with pytest.raises(RefusedError, match="there is no document in the request"):
        await site.call("sendDocument", chat_id=1001)


async def test_the_limits_of_size(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sandbox.methods.files.MOST_DOWNLOAD_BYTES", 10)
    monkeypatch.setattr("bot.sandbox.methods.files.MOST_UPLOAD_BYTES", 40)
    monkeypatch.setattr("bot.sandbox.methods.files._MOST_PHOTO_BYTES", 30)
    monkeypatch.setattr("bot.sandbox.request_body.MOST_UPLOAD_BYTES", 60)
    monkeypatch.setattr("bot.sandbox.request_body._MORE_THAN_CONTENT", 20)
    site.sandbox.people.type(1001, 1001, "/start")
    for size, kind, status in ((41, "document", 413), (99, "document", 413), (31, "photo", 400)):
        form = aiohttp.FormData({"chat_id": "1001"})
        form.add_field(kind, b"x" * size, filename="a.bin")
        url = f"{site.root}/bot{DEFAULT_TOKEN}/send{kind.capitalize()}"
        async with site.session.post(url, data=form) as answer:
            assert answer.status == status
    message = site.sandbox.people.attach(1001, 1001, "document", b"x" * 11, "a.bin", "text/plain")
    with pytest.raises(RefusedError, match="file is too big"):
        await site.call("getFile", file_id=message["document"]["file_id"])


async def test_downloads_need_token_and_path(site: Site) -> None:
    for path in ("bot7000000001:WRONG/documents/x", f"bot{DEFAULT_TOKEN}/documents/x"):
        async with site.session.get(f"{site.root}/file/{path}") as answer:
            assert answer.status == (401 if "WRONG" in path else 404)


@pytest.mark.parametrize("kind", ["document", "photo", "voice", "sticker"])
async def test_users_attach_files(bot: telegram.Bot, site: Site, kind: str) -> None:
    form = aiohttp.FormData({"user_id": "1001", "chat_id": "1001", "kind": kind, "caption": "看"})
    form.add_field("file", PNG, filename="a.png", content_type="image/png")
    async with site.session.post(f"{site.root}/sandbox/files", data=form) as answer:
        message = await answer.json()
    assert message["html"] == "看"
    [update] = await bot.get_updates()
    assert update.message is not None
    given = getattr(update.message, kind)
    file_id = (given[0] if kind == "photo" else given).file_id
    async with site.session.get(f"{site.root}/sandbox/files/{file_id}") as answer:
        assert await answer.read() == PNG
        assert answer.content_type == "image/png"
        assert answer.headers["Content-Disposition"] == "inline"


async def test_a_file_that_could_run_is_only_downloaded(site: Site) -> None:
    message = site.sandbox.people.attach(1001, 1001, "document", b"<script>", "a.html", "text/html")
    url = f"{site.root}/sandbox/files/{message['document']['file_id']}"
    async with site.session.get(url) as answer:
        assert answer.content_type == "application/octet-stream"
        assert answer.headers["Content-Disposition"] == "attachment"
    async with site.session.get(f"{site.root}/sandbox/files/nothing") as answer:
        assert answer.status == 404


async def test_attachments_that_are_impossible(site: Site) -> None:
    attach = site.sandbox.people.attach
    with pytest.raises(PeopleError, match="kind must be one of"):
        attach(1001, 1001, cast("Any", "video"), b"x", "a", "b")
    with pytest.raises(PeopleError, match="not empty"):
        attach(1001, 1001, "document", b"", "a", "b")
    with pytest.raises(PeopleError, match="shorten the caption"):
        attach(1001, 1001, "document", b"x", "a", "b", "字" * 1025)
    attach(1001, GROUP, "document", b"x", "a", "b")
    assert await site.updates() == []
    attach(1001, GROUP, "document", b"x", "a", "b", "@rongcuo_trial_bot 看")
    assert len(await site.updates()) == 1
