-- Times are text, UTC, ISO 8601 with milliseconds and Z: they sort as they read.
-- Only what SQLite and PostgreSQL both understand stands here, but for {identity}, the one word
-- for a number that the database counts up by itself.

CREATE TABLE fact (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE person (
    id BIGINT PRIMARY KEY,
    language TEXT NOT NULL,
    zone TEXT NOT NULL,
    reachable INTEGER NOT NULL DEFAULT 1 CHECK (reachable IN (0, 1)),
    dialog TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL
);

CREATE TABLE applied_update (
    id BIGINT PRIMARY KEY,
    applied_at TEXT NOT NULL
);
CREATE INDEX applied_update_age ON applied_update (applied_at);

CREATE TABLE item (
    id {identity},
    owner BIGINT NOT NULL REFERENCES person (id),
    title TEXT NOT NULL,
    deadline TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),
    created_at TEXT NOT NULL,
    closed_at TEXT
);
CREATE INDEX item_open ON item (owner, deadline) WHERE status = 'open';

-- A stage (提醒阶梯的一级) is unique by item, rung and recipient.
CREATE TABLE stage (
    item BIGINT NOT NULL REFERENCES item (id),
    days INTEGER NOT NULL,
    recipient BIGINT NOT NULL REFERENCES person (id),
    fire_at TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'paused', 'queued', 'dropped')),
    PRIMARY KEY (item, days, recipient)
);
CREATE INDEX stage_pending ON stage (fire_at, recipient) WHERE status = 'pending';
CREATE INDEX stage_waiting ON stage (recipient) WHERE status IN ('pending', 'paused');
CREATE INDEX stage_done ON stage (fire_at) WHERE status IN ('queued', 'dropped');

-- What is to be sent (待发). `pending` → `sending` → `sent`, or back to `pending`, or `failed`.
CREATE TABLE outbox (
    id {identity},
    chat BIGINT NOT NULL,
    priority INTEGER NOT NULL,
    payload TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'sending', 'sent', 'failed')),
    attempts INTEGER NOT NULL DEFAULT 0,
    doubtful INTEGER NOT NULL DEFAULT 0 CHECK (doubtful IN (0, 1)),
    not_before TEXT NOT NULL,
    created_at TEXT NOT NULL,
    finished_at TEXT,
    message BIGINT,
    error TEXT
);
CREATE INDEX outbox_pending ON outbox (priority, id) WHERE status = 'pending';
CREATE INDEX outbox_chat ON outbox (chat, id) WHERE status IN ('pending', 'sending');
CREATE INDEX outbox_due ON outbox (not_before) WHERE status = 'pending';
CREATE INDEX outbox_open ON outbox (status) WHERE status <> 'sent';
CREATE INDEX outbox_finished ON outbox (finished_at) WHERE finished_at IS NOT NULL;
