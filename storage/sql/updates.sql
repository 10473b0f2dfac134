-- name: record_update(id, now)^
-- Returns a row for an update that is new, and none for one that was applied before.
INSERT INTO applied_update (id, applied_at) VALUES (:id, :now)
ON CONFLICT (id) DO NOTHING
RETURNING id;

-- name: forget_updates(before, most)
DELETE FROM applied_update WHERE id IN (
    SELECT id FROM applied_update WHERE applied_at < :before LIMIT :most
)
RETURNING id;
