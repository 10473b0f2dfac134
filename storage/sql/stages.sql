-- name: add_stage(item, rung, recipient, fire_at)!
INSERT INTO stage (item, rung, recipient, fire_at) VALUES (:item, :rung, :recipient, :fire_at)
ON CONFLICT (item, rung, recipient)
DO UPDATE SET fire_at = excluded.fire_at, status = 'pending';

-- name: drop_stages(item)!
UPDATE stage SET status = 'dropped' WHERE item = :item AND status IN ('pending', 'paused');

-- name: pause_stages(recipient)!
-- The stages of someone who cannot be reached wait until they come back.
UPDATE stage SET status = 'paused' WHERE recipient = :recipient AND status IN ('pending', 'paused') AND status = 'pending';

-- name: resume_stages(recipient)!
UPDATE stage SET status = 'pending' WHERE recipient = :recipient AND status IN ('pending', 'paused') AND status = 'paused';

-- name: next_stage()$
SELECT fire_at FROM stage WHERE status = 'pending' ORDER BY fire_at LIMIT 1;

-- name: take_due_stages(now, people)
-- Takes all that is due for so many people: a person gets one message, a transaction stays short.
UPDATE stage SET status = 'queued'
WHERE status = 'pending' AND fire_at <= :now
AND recipient IN (
    SELECT DISTINCT recipient FROM stage
    WHERE status = 'pending' AND fire_at <= :now
    LIMIT :people
)
RETURNING item, rung, recipient, fire_at;

-- name: forget_stages(before, most)
DELETE FROM stage WHERE (item, rung, recipient) IN (
    SELECT item, rung, recipient FROM stage
    WHERE status IN ('queued', 'dropped') AND fire_at < :before
    LIMIT :most
)
RETURNING item;

-- name: due_item(recipient, item)^
SELECT item.*, person.language, person.zone
FROM item JOIN person ON person.id = :recipient
WHERE item.id = :item AND item.status IN ('open', 'submitted', 'returned') AND item.deleted_at IS NULL;
