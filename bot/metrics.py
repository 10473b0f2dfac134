"""What the assistant counts and measures, for Prometheus."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

_SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5)


class Metrics:
    """The numbers of one running assistant."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        registry = self._registry = CollectorRegistry()
        self.updates = Counter("bot_updates", "Updates by outcome.", ["outcome"], registry=registry)
        self.latency = Histogram(
            "bot_update_seconds",
            "From receiving a batch of updates to its commit.",
            buckets=_SECONDS,
            registry=registry,
        )
        self.sent = Counter(
            "bot_messages", "Messages of the outbox by outcome.", ["outcome"], registry=registry
        )
        self.answers = Counter("bot_answers", "Answers by kind.", ["kind"], registry=registry)
        self.reminders = Counter("bot_reminders", "Reminders written.", registry=registry)
        self.outbox = Gauge(
            "bot_outbox", "Messages of the outbox that are not sent.", ["state"], registry=registry
        )
        self.backup = Gauge(
            "bot_backup_timestamp_seconds",
            "When the newest backup was made that was compared and tried out; 0 if none was.",
            registry=registry,
        )
        self.backups = Counter(
            "bot_backups", "Daily backups by outcome.", ["outcome"], registry=registry
        )
        self.api_errors = Counter(
            "bot_api_errors", "Errors of the Bot API by kind.", ["kind"], registry=registry
        )

    def text(self) -> bytes:
        """Return the numbers in Prometheus' text format."""
        return generate_latest(self._registry)
