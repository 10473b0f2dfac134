-- name: add_item(owner, title, deadline, now)^
INSERT INTO item (owner, title, deadline, created_at)
VALUES (:owner, :title, :deadline, :now)
RETURNING id, owner, title, deadline, status;

-- name: open_items(owner)
SELECT id, owner, title, deadline, status FROM item
WHERE owner = :owner AND status = 'open'
ORDER BY deadline, id;

-- name: find_item(id, owner)^
SELECT id, owner, title, deadline, status FROM item WHERE id = :id AND owner = :owner;

-- name: close_item(now, id, owner)^
UPDATE item SET status = 'closed', closed_at = :now
WHERE id = :id AND owner = :owner AND status = 'open'
RETURNING id, owner, title, deadline, status;

-- name: reopen_item(id, owner)^
UPDATE item SET status = 'open', closed_at = NULL
WHERE id = :id AND owner = :owner AND status = 'closed'
RETURNING id, owner, title, deadline, status;

-- name: add_stage(item, days, recipient, fire_at)!
INSERT INTO stage (item, days, recipient, fire_at) VALUES (:item, :days, :recipient, :fire_at)
ON CONFLICT (item, days, recipient)
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
RETURNING item, recipient, fire_at;

-- name: forget_stages(before, most)
DELETE FROM stage WHERE (item, days, recipient) IN (
    SELECT item, days, recipient FROM stage
    WHERE status IN ('queued', 'dropped') AND fire_at < :before
    LIMIT :most
)
RETURNING item;

-- name: due_item(recipient, item)^
SELECT item.id, item.owner, item.title, item.deadline, item.status, person.language, person.zone
FROM item JOIN person ON person.id = :recipient
WHERE item.id = :item AND item.status = 'open';
