-- name: repeat_declined(kind, target, wording)^
-- Returns a row if this wording was declined before.
UPDATE declined SET times = times + 1
WHERE kind = :kind AND target = :target AND wording = :wording
RETURNING times;

-- name: add_declined(kind, target, wording, most)^
-- Adds a wording and returns a row, while there is room; another lane may just have added it.
INSERT INTO declined (kind, target, wording)
SELECT :kind, :target, :wording
WHERE (SELECT count(*) FROM declined WHERE kind = :kind) < :most
ON CONFLICT (kind, target, wording) DO UPDATE SET times = declined.times + 1
RETURNING times;

-- name: count_declined(kind)$
SELECT count(*) FROM declined WHERE kind = :kind;

-- name: list_declined(kind)
SELECT target, wording, times FROM declined WHERE kind = :kind ORDER BY target, wording;

-- name: clear_declined(kind)
DELETE FROM declined WHERE kind = :kind RETURNING wording;
