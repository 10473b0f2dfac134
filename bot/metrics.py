"""What the assistant counts and measures, for Prometheus. docs/operating.md says what to do with it."""

from math import nan
from typing import get_args

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from bot.dialog.answer.result import Kind
from bot.trouble import Trouble
from storage.outbox import Priority

_SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5)
_DELIVERY_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300, 3600)
_LATE_SECONDS = (1, 5, 15, 60, 300, 900, 3600, 6 * 3600, 24 * 3600)
PARTS = ("database", "api", "leader", "content")
"""What must be there before the assistant is ready."""


class Metrics:
    """The numbers of one running assistant."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        disable_created_metrics()  # twice the lines, and nobody asks when a counter was made
        registry = self._registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self.updates = Counter("bot_updates", "Updates by outcome.", ["outcome"], registry=registry)
        self.latency = Histogram(
            "bot_update_seconds",
            "From receiving a batch of updates to its commit.",
            buckets=_SECONDS,
            registry=registry,
        )
        self._count_what_goes(registry)
        self._count_what_is_said(registry)
        self._measure_state(registry)
        self._show_labels()

    def _count_what_goes(self, registry: CollectorRegistry) -> None:
        self.sent = Counter(
            "bot_messages", "Messages of the outbox by outcome.", ["outcome"], registry=registry
        )
        self.delivery = Histogram(
            "bot_delivery_seconds",
            "From writing a message down to its being sent, by priority.",
            ["priority"],
            buckets=_DELIVERY_SECONDS,
            registry=registry,
        )
        self.outbox = Gauge(
            "bot_outbox", "Messages of the outbox that are not sent.", ["state"], registry=registry
        )
        self.outbox_age = Gauge(
            "bot_outbox_oldest_seconds",
            "Age of the oldest message that could go by now; 0 if there is none.",
            registry=registry,
        )
        self.api_errors = Counter(
            "bot_api_errors", "Errors of the Bot API by kind.", ["kind"], registry=registry
        )

    def _count_what_is_said(self, registry: CollectorRegistry) -> None:
        self.answers = Counter("bot_answers", "Answers by kind.", ["kind"], registry=registry)
        self.declined = Counter(
            "bot_declined_questions",
            "Questions that the text does not answer, by why.",
            ["kind"],
            registry=registry,
        )
        self.reminders = Counter("bot_reminders", "Reminders written.", registry=registry)
        self.reminder_lateness = Histogram(
            "bot_reminder_late_seconds",
            "From when a stage should have been told, quiet hours apart, to its being written.",
            buckets=_LATE_SECONDS,
            registry=registry,
        )

    def _measure_state(self, registry: CollectorRegistry) -> None:
        self.ready = Gauge("bot_ready", "Whether a part is ready.", ["part"], registry=registry)
        self.leader = Gauge(
            "bot_leader",
            "Whether this process is the one that reminds and sends.",
            registry=registry,
        )
        self.content = Info("bot_content", "The content pack that is live.", registry=registry)
        self.storage_failures = Counter(
            "bot_storage_failures", "Transactions that the database failed.", registry=registry
        )
        self.clock_back = Counter(
            "bot_clock_back", "How often the clock was found put back.", registry=registry
        )
        self.backup = Gauge(
            "bot_backup_timestamp_seconds",
            "When the newest backup was made that was compared and tried out; 0 if none was, "
            "NaN where no daily backup is set.",
            registry=registry,
        )
        self.backup.set(nan)
        self.backups = Counter(
            "bot_backups", "Daily backups by outcome.", ["outcome"], registry=registry
        )

    def _show_labels(self) -> None:
        """Show what can go wrong as 0 from the start: a rise from nothing would not be noticed."""
        for outcome in ("applied", "repeated", "failed"):
            self.updates.labels(outcome)
        for outcome in ("sent", "pending", "failed"):
            self.sent.labels(outcome)
        for outcome in ("made", "failed"):
            self.backups.labels(outcome)
        for kind in Kind:
            self.answers.labels(kind)
        for kind in (Kind.NOT_STATED, Kind.OUT_OF_SCOPE):
            self.declined.labels(kind)
        for trouble in get_args(Trouble):
            self.api_errors.labels(trouble.__name__)
        for priority in Priority:
            self.delivery.labels(priority.name.lower())
        for part in PARTS:
            self.ready.labels(part).set(0)

    def text(self) -> bytes:
        """Return the numbers in Prometheus' text format."""
        return generate_latest(self._registry)
