-- Items with all that belongs to them, stages with names, and how a person wants to be reminded.
-- The tables are made anew, since the states an item may be in are more than they were.

CREATE TABLE new_item (
    id {identity},
    owner BIGINT NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    requirement TEXT NOT NULL DEFAULT '',
    issuer TEXT NOT NULL DEFAULT '',
    notes TEXT NOT NULL DEFAULT '',
    deadline TEXT NOT NULL,
    -- What was typed for the deadline and when, where it was counted in a year that the official
    -- calendar does not know yet: it is counted again when the calendar does. Else empty.
    counted_from TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'open'
        CHECK (status IN ('open', 'submitted', 'returned', 'closed', 'cancelled')),
    -- The reminders of this item alone, as JSON; empty: those of its kind.
    ladder TEXT NOT NULL DEFAULT '',
    -- Raised by every change: tells calendars which version is newer, and two changes at once apart.
    sequence INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    closed_at TEXT,
    deleted_at TEXT
);
INSERT INTO new_item (id, owner, kind, title, deadline, status, created_at, changed_at, closed_at)
SELECT id, owner, '', title, deadline, status, created_at, coalesce(closed_at, created_at), closed_at
FROM item;

-- A stage (提醒阶梯的一级) is unique by item, rung and recipient. A rung is the days from the deadline
-- ('-10', '0'), or 'overdue', or 'snooze'.
CREATE TABLE new_stage (
    item BIGINT NOT NULL REFERENCES new_item (id),
    rung TEXT NOT NULL,
    recipient BIGINT NOT NULL REFERENCES person (id),
    fire_at TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'paused', 'queued', 'dropped')),
    PRIMARY KEY (item, rung, recipient)
);
INSERT INTO new_stage (item, rung, recipient, fire_at, status)
SELECT item, CAST(days AS TEXT), recipient, fire_at, status FROM stage;

DROP TABLE stage;
DROP TABLE item;
ALTER TABLE new_item RENAME TO item;
ALTER TABLE new_stage RENAME TO stage;
CREATE INDEX item_pending ON item (owner, deadline, id)
WHERE status IN ('open', 'submitted', 'returned') AND deleted_at IS NULL;
CREATE INDEX item_done ON item (owner, closed_at, id)
WHERE status IN ('closed', 'cancelled') AND deleted_at IS NULL;
CREATE INDEX item_deleted ON item (owner, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX item_purge ON item (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX item_counted ON item (id) WHERE counted_from <> '';
CREATE INDEX stage_pending ON stage (fire_at, recipient) WHERE status = 'pending';
CREATE INDEX stage_waiting ON stage (recipient) WHERE status IN ('pending', 'paused');
CREATE INDEX stage_done ON stage (fire_at) WHERE status IN ('queued', 'dropped');

-- What happened to an item (经过).
CREATE TABLE item_event (
    id {identity},
    item BIGINT NOT NULL REFERENCES item (id),
    at TEXT NOT NULL,
    what TEXT NOT NULL,
    words TEXT NOT NULL DEFAULT ''
);
CREATE INDEX item_event_item ON item_event (item, id);

-- Photos and documents that show what was done (佐证): by the number the messenger gives a file.
CREATE TABLE evidence (
    id {identity},
    item BIGINT NOT NULL REFERENCES item (id),
    form TEXT NOT NULL,
    file TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    added_at TEXT NOT NULL
);
CREATE UNIQUE INDEX evidence_item ON evidence (item, file);

-- Local times of day; empty: none.
ALTER TABLE person ADD COLUMN quiet_from TEXT NOT NULL DEFAULT '22:00';
ALTER TABLE person ADD COLUMN quiet_to TEXT NOT NULL DEFAULT '08:00';
ALTER TABLE person ADD COLUMN digest_at TEXT NOT NULL DEFAULT '';
-- Whether reminders name the items.
ALTER TABLE person ADD COLUMN details INTEGER NOT NULL DEFAULT 0 CHECK (details IN (0, 1));
-- When the next morning digest (晨报) is due, for those who want one.
ALTER TABLE person ADD COLUMN digest_next TEXT;
CREATE INDEX person_digest ON person (digest_next) WHERE digest_next IS NOT NULL AND reachable = 1;
