-- name: add_check(owner, content, scenarios, finished, state, now)^
INSERT INTO kept_check (owner, created_at, changed_at, content, scenarios, finished, state)
VALUES (:owner, :now, :now, :content, :scenarios, :finished, :state)
RETURNING id;

-- name: change_check(now, content, scenarios, finished, state, id, owner)^
UPDATE kept_check
SET changed_at = :now, content = :content, scenarios = :scenarios, finished = :finished, state = :state
WHERE id = :id AND owner = :owner
RETURNING id;

-- name: find_check(id, owner)^
SELECT id, created_at, changed_at, state FROM kept_check WHERE id = :id AND owner = :owner;

-- name: list_checks(owner, most, skipped)
SELECT id, created_at, changed_at, state FROM kept_check
WHERE owner = :owner
ORDER BY changed_at DESC, id DESC
LIMIT :most OFFSET :skipped;

-- name: count_checks(owner)$
SELECT count(*) FROM kept_check WHERE owner = :owner;

-- name: delete_check(id, owner)^
DELETE FROM kept_check WHERE id = :id AND owner = :owner
RETURNING id;
