"""The composition root: from settings to a running assistant, and its orderly end."""

import asyncio
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import structlog
from telegram.ext import ExtBot

from bot.application import build_application
from bot.chores import publish_profile
from bot.clock import Clock
from bot.content_folder import DEFAULT_FOLDER
from bot.context import App, Shelf
from bot.ingest import Ingest
from bot.insisting import insist
from bot.leading import Leading
from bot.library import Library
from bot.metrics import Metrics
from bot.mode import claim_mode, staff_of
from bot.official_calendar import load_workdays
from bot.polling import ALLOWED_UPDATES, Polling
from bot.reactions import Reactions
from bot.readiness import Readiness
from bot.recounting import Recounting
from bot.reloading import Reloading, Sources
from bot.settings import Settings
from bot.tasks import end, until_done
from bot.transport import AiohttpRequest
from bot.web import WebServer
from bot.webhook import Webhook, derived_secret
from storage.database import Database
from storage.opening import open_database

log = structlog.get_logger()

_COMMIT_SECONDS = 1
_NO_FILE = Path("data/bot.db")
"""Beside it the trial keeps its chat, where the data is not in a file."""


class Assistant:
    """A whole assistant in one process.

    Args:
        settings: what was set from outside.
        library: the content, and what was learned from it.
        clock: the one clock.
    """

    def __init__(self, settings: Settings, library: Library, clock: Clock) -> None:
        self._settings = settings
        self._shelf = Shelf(library, load_workdays(settings.calendar_file))
        self._clock = clock
        self._metrics = Metrics()
        self._polling_request = AiohttpRequest(connections=2)
        self._tasks: list[asyncio.Task[None]] = []
        self._reloading: Reloading | None = None
        self.started = asyncio.Event()
        self.root = ""
        """Where it listens, once it has started."""

    def reload(self) -> None:
        """Read the content anew, as soon as the assistant runs."""
        if self._reloading:
            self._reloading.ask()

    async def run(self, stop: asyncio.Event) -> None:
        """Run until `stop` is set, then end in good order.

        Raises:
            AssistantError: it cannot start, or cannot go on.
        """
        async with AsyncExitStack() as ending:
            settings = self._settings
            database = await open_database(
                settings.database_url, records_declined=settings.record_declined
            )
            ending.push_async_callback(database.close)
            database.when_failing = self._metrics.storage_failures.inc
            await claim_mode(database, self._settings)
            readiness = Readiness(database=database, shelf=self._shelf, metrics=self._metrics)
            web = WebServer(
                self._settings.listen_address,
                database=database,
                clock=self._clock,
                metrics=self._metrics,
                readiness=readiness,
            )
            ending.push_async_callback(web.stop)
            api_root, token = await self._serve(web, ending)
            application = build_application(self._bot(api_root, token), staff_of(self._settings))
            ending.push_async_callback(application.bot.shutdown)
            await insist(application.initialize, api_root)
            ending.push_async_callback(application.shutdown)
            await self._work(database, application, web, readiness, api_root, stop)

    async def _serve(self, web: WebServer, ending: AsyncExitStack) -> tuple[str, str]:
        """Return the root of the Bot API and the token; in trial mode, serve both ourselves."""
        if self._settings.token is not None:
            return self._settings.api_url, self._settings.token.get_secret_value()
        from bot.sandbox.server import DEFAULT_TOKEN, Sandbox  # only a trial pays for loading it

        sandbox = Sandbox(
            clock=self._clock,
            snapshot=(self._settings.database_path or _NO_FILE).with_suffix(".trial.json"),
        )
        sandbox.add_routes(web.routes)
        ending.push_async_callback(sandbox.close)
        self.root = await web.start()
        return self.root, DEFAULT_TOKEN

    def _bot(self, api_root: str, token: str) -> ExtBot[None]:
        return ExtBot(
            token,
            base_url=f"{api_root}/bot",
            base_file_url=f"{api_root}/file/bot",
            request=AiohttpRequest(),
            get_updates_request=self._polling_request,
        )

    async def _work(
        self,
        database: Database,
        application: App,
        web: WebServer,
        readiness: Readiness,
        api_root: str,
        stop: asyncio.Event,
    ) -> None:
        bot = application.bot
        recounting = Recounting(
            database=database, shelf=self._shelf, metrics=self._metrics, clock=self._clock
        )
        await recounting.run()  # before anybody is reminded of what was counted by weekdays
        reloading = self._reloading = Reloading(
            shelf=self._shelf,
            sources=Sources(
                self._settings.content_dir or DEFAULT_FOLDER,
                self._settings.calendar_file,
                self._settings.cache_dir,
            ),
            database=database,
            clock=self._clock,
            when_live=partial(publish_profile, bot, database),
            recount=recounting.run,
        )
        reactions = Reactions(bot)
        ingest = Ingest(
            database=database,
            application=application,
            shelf=self._shelf,
            reactions=reactions,
            reloading=reloading,
            clock=self._clock,
            metrics=self._metrics,
        )
        source = await self._source(bot, ingest, web, api_root)
        leading = Leading(
            database=database,
            bot=bot,
            shelf=self._shelf,
            settings=self._settings,
            clock=self._clock,
            metrics=self._metrics,
            polling=source.run if isinstance(source, Polling) else None,
        )
        readiness.begin(bot, lambda: leading.is_ours)
        self._start(leading.run())
        receiving = [] if isinstance(source, Polling) else [self._start(source.run())]
        self._start(reloading.run())
        self._start(reloading.heed_others())
        log.info("assistant.started", content=self._shelf.library.pack.version)
        self.started.set()
        try:
            await self._until(stop)
        finally:
            source.stop()
            if receiving:
                await asyncio.wait(receiving, timeout=_COMMIT_SECONDS)
            await leading.stop()
            await reactions.finish()
            await end(self._tasks)
            log.info("assistant.stopped")

    async def _source(
        self, bot: ExtBot[None], ingest: Ingest, web: WebServer, api_root: str
    ) -> Polling | Webhook:
        """Return where updates come from, once the Bot API has been told."""
        url = self._settings.webhook_url
        if url is None:
            if not self._settings.is_trial:
                self.root = await web.start()
                await insist(bot.delete_webhook, api_root)
            return Polling(
                bot=bot,
                request=self._polling_request,
                ingest=ingest,
                clock=self._clock,
                metrics=self._metrics,
                api_root=api_root,
            )
        given = self._settings.webhook_secret
        secret = given.get_secret_value() if given else derived_secret(bot.token)
        webhook = Webhook(bot=bot, ingest=ingest, secret=secret)
        web.routes.router.add_post(urlsplit(url).path or "/", webhook.handle)
        self.root = await web.start()
        telling = partial(
            bot.set_webhook, url, secret_token=secret, allowed_updates=ALLOWED_UPDATES
        )
        await insist(telling, api_root, blamed="BOT_WEBHOOK_URL")
        return webhook

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.append(task)
        return task

    async def _until(self, stop: asyncio.Event) -> None:
        """Wait for `stop`, or for a task that cannot go on."""
        stopping = asyncio.create_task(stop.wait())
        try:
            await until_done(stopping, self._tasks)
        finally:
            stopping.cancel()
