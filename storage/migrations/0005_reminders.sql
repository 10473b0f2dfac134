-- When a stage was planned and when it was told, and which messages of the outbox are next in their row.

-- The moment by the ladder alone, before quiet hours; `fire_at` is when it is looked at next.
ALTER TABLE stage ADD COLUMN planned_at TEXT NOT NULL DEFAULT '';
-- When the last reminder of it was written: the same as the `created_at` of that message.
ALTER TABLE stage ADD COLUMN told_at TEXT;
UPDATE stage SET planned_at = fire_at;
-- Days after the deadline are rungs no more: who is overdue is reminded on every workday. The first
-- of these days is not known here: a stage of this rung that is no later than the deadline asks for it.
DELETE FROM stage WHERE rung NOT LIKE '-%' AND rung NOT IN ('0', 'overdue', 'snooze');
INSERT INTO stage (item, rung, recipient, fire_at, planned_at, status)
SELECT item.id, 'overdue', item.owner, item.deadline, item.deadline,
    CASE WHEN person.reachable = 1 THEN 'pending' ELSE 'paused' END
FROM item JOIN person ON person.id = item.owner
WHERE item.status IN ('open', 'submitted', 'returned') AND item.deleted_at IS NULL;
DROP INDEX stage_waiting;
CREATE INDEX stage_waiting ON stage (recipient, fire_at) WHERE status IN ('pending', 'paused');
CREATE INDEX stage_told ON stage (recipient, told_at) WHERE told_at IS NOT NULL;

-- 1: another message of the same chat and priority goes first. Replies and reminders have a row each,
-- so that a reminder that waits for the morning holds up nobody who chats at night.
ALTER TABLE outbox ADD COLUMN behind INTEGER NOT NULL DEFAULT 0 CHECK (behind IN (0, 1));
UPDATE outbox SET behind = 1
WHERE status = 'pending' AND EXISTS (
    SELECT 1 FROM outbox AS earlier
    WHERE earlier.chat = outbox.chat AND earlier.priority = outbox.priority
    AND earlier.id < outbox.id AND earlier.status IN ('pending', 'sending')
);
DROP INDEX outbox_pending;
DROP INDEX outbox_chat;
DROP INDEX outbox_due;
CREATE INDEX outbox_ready ON outbox (priority, not_before, id) WHERE status = 'pending' AND behind = 0;
CREATE INDEX outbox_due ON outbox (not_before) WHERE status = 'pending' AND behind = 0;
CREATE INDEX outbox_row ON outbox (chat, priority, id) WHERE status IN ('pending', 'sending');
CREATE INDEX outbox_behind ON outbox (id) WHERE status = 'pending' AND behind = 1;
