-- name: set_stage(item, rung, recipient, planned_at, fire_at, told_at, fresh)*!
-- Fresh: what was told of this rung before counts no more.
INSERT INTO stage (item, rung, recipient, planned_at, fire_at, told_at)
VALUES (:item, :rung, :recipient, :planned_at, :fire_at, :told_at)
ON CONFLICT (item, rung, recipient) DO UPDATE SET
    planned_at = excluded.planned_at, fire_at = excluded.fire_at,
    told_at = CASE WHEN :fresh = 1 THEN excluded.told_at ELSE stage.told_at END,
    status = CASE WHEN stage.status = 'paused' THEN 'paused' ELSE 'pending' END;

-- name: list_stages(item)
SELECT rung, planned_at, fire_at, status FROM stage WHERE item = :item ORDER BY fire_at, rung;

-- name: drop_stage(item, rung)*!
UPDATE stage SET status = 'dropped' WHERE item = :item AND rung = :rung;

-- name: drop_stages(item)!
UPDATE stage SET status = 'dropped' WHERE item = :item AND status IN ('pending', 'paused');

-- name: pause_stages(recipient)!
-- The stages of someone who cannot be reached wait until they come back.
UPDATE stage SET status = 'paused' WHERE recipient = :recipient AND status IN ('pending', 'paused') AND status = 'pending';

-- name: resume_stages(recipient)!
UPDATE stage SET status = 'pending' WHERE recipient = :recipient AND status IN ('pending', 'paused') AND status = 'paused';

-- name: next_stage()$
SELECT fire_at FROM stage WHERE status = 'pending' ORDER BY fire_at LIMIT 1;

-- name: next_digest()$
SELECT digest_next FROM person
WHERE digest_next IS NOT NULL AND reachable = 1 ORDER BY digest_next LIMIT 1;

-- name: due_people(now, people)
-- So many at once: a transaction stays short, and each gets one message for all that is due.
SELECT DISTINCT recipient FROM (
    SELECT recipient FROM stage WHERE status = 'pending' AND fire_at <= :now
    UNION ALL
    SELECT id AS recipient FROM person
    WHERE digest_next IS NOT NULL AND reachable = 1 AND digest_next <= :now
) AS due
LIMIT :people;

-- name: due_stages(recipient, now)
SELECT stage.rung, stage.planned_at, stage.fire_at, item.*
FROM stage JOIN item ON item.id = stage.item
WHERE stage.recipient = :recipient AND stage.status IN ('pending', 'paused')
AND stage.status = 'pending' AND stage.fire_at <= :now
ORDER BY stage.fire_at, item.id, stage.rung;

-- name: move_stage(status, planned_at, fire_at, told_at, item, rung, recipient)*!
UPDATE stage SET
    status = :status, planned_at = :planned_at, fire_at = :fire_at,
    told_at = CASE WHEN :told_at = '' THEN told_at ELSE :told_at END
WHERE item = :item AND rung = :rung AND recipient = :recipient;

-- name: hasten_stages(now, latest)!
-- After the clock went back, what the quiet hours of a later day put off would come on that day.
UPDATE stage SET
    fire_at = CASE WHEN planned_at > :now THEN planned_at ELSE :now END
WHERE status = 'pending' AND fire_at > :now AND fire_at <= :latest AND planned_at <> fire_at;

-- name: untell_stages(status, recipient, told_at)!
-- What a reminder told that never went is to be told again. The overdue have their next time already:
-- they are told at once, whatever the clock says. Of what is dropped there is nothing to tell.
UPDATE stage SET
    status = :status,
    planned_at = CASE WHEN rung = 'overdue' THEN '1970-01-01T00:00:00.000Z' ELSE planned_at END,
    fire_at = CASE WHEN rung = 'overdue' THEN '1970-01-01T00:00:00.000Z' ELSE planned_at END
WHERE recipient = :recipient AND told_at IS NOT NULL AND told_at = :told_at
AND (status = 'queued' OR (rung = 'overdue' AND status <> 'dropped'));

-- name: told_items(recipient, told_at)
SELECT DISTINCT item FROM stage
WHERE recipient = :recipient AND told_at IS NOT NULL AND told_at = :told_at ORDER BY item;

-- name: last_told(recipient)$
SELECT told_at FROM stage WHERE recipient = :recipient AND told_at IS NOT NULL
ORDER BY told_at DESC LIMIT 1;

-- name: forget_stages(before, most)
DELETE FROM stage WHERE (item, rung, recipient) IN (
    SELECT item, rung, recipient FROM stage
    WHERE status IN ('queued', 'dropped') AND fire_at < :before
    LIMIT :most
)
RETURNING item;
