-- name: add_item(owner, kind, title, requirement, issuer, notes, deadline, counted_from, ladder, now)^
INSERT INTO item
    (owner, kind, title, requirement, issuer, notes, deadline, counted_from, ladder, created_at, changed_at)
VALUES
    (:owner, :kind, :title, :requirement, :issuer, :notes, :deadline, :counted_from, :ladder, :now, :now)
RETURNING *;

-- name: open_items(owner)
SELECT * FROM item
WHERE owner = :owner AND status IN ('open', 'submitted', 'returned') AND deleted_at IS NULL
ORDER BY deadline, id;

-- name: find_item(id, owner)^
SELECT * FROM item WHERE id = :id AND owner = :owner;

-- name: change_item(kind, title, requirement, issuer, notes, deadline, counted_from, status, ladder, now, closed_at, deleted_at, id, owner, sequence)^
-- Only where nobody else has changed it since it was read.
UPDATE item SET
    kind = :kind, title = :title, requirement = :requirement, issuer = :issuer, notes = :notes,
    deadline = :deadline, counted_from = :counted_from, status = :status, ladder = :ladder,
    sequence = :sequence + 1, changed_at = :now, closed_at = :closed_at, deleted_at = :deleted_at
WHERE id = :id AND owner = :owner AND sequence = :sequence
RETURNING *;

-- name: add_event(item, now, what, words)!
INSERT INTO item_event (item, at, what, words) VALUES (:item, :now, :what, :words);

-- name: list_events(item)
SELECT at, what, words FROM item_event WHERE item = :item ORDER BY id;

-- name: ended_items(owner, since)
-- What was done, cancelled or deleted since: a calendar that has it is to learn of that.
SELECT * FROM item
WHERE owner = :owner AND closed_at >= :since AND status IN ('closed', 'cancelled') AND deleted_at IS NULL
UNION ALL
SELECT * FROM item
WHERE owner = :owner AND deleted_at >= :since;

-- name: all_items(owner)
-- In three parts, each by its index.
SELECT * FROM item
WHERE owner = :owner AND status IN ('open', 'submitted', 'returned') AND deleted_at IS NULL
UNION ALL
SELECT * FROM item
WHERE owner = :owner AND status IN ('closed', 'cancelled') AND deleted_at IS NULL
UNION ALL
SELECT * FROM item
WHERE owner = :owner AND deleted_at IS NOT NULL;

-- name: add_evidence(item, form, file, name, now)!
INSERT INTO evidence (item, form, file, name, added_at) VALUES (:item, :form, :file, :name, :now)
ON CONFLICT (item, file) DO NOTHING;

-- name: list_evidence(item)
SELECT id, form, file, name, added_at FROM evidence WHERE item = :item ORDER BY id;

-- name: drop_evidence(item, id)!
DELETE FROM evidence WHERE item = :item AND id = :id;

-- name: purgeable_items(before, most)
SELECT id FROM item WHERE deleted_at < :before ORDER BY deleted_at LIMIT :most;

-- name: erase_events(item)!
DELETE FROM item_event WHERE item = :item;

-- name: erase_evidence(item)!
DELETE FROM evidence WHERE item = :item;

-- name: erase_stages(item)!
DELETE FROM stage WHERE item = :item;

-- name: erase_item(id)!
DELETE FROM item WHERE id = :id;

-- name: counted_items(after, most)
-- Whose deadlines are to be counted again when the official calendar knows more.
SELECT * FROM item
WHERE counted_from <> '' AND id > :after
AND status IN ('open', 'submitted', 'returned') AND deleted_at IS NULL
ORDER BY id LIMIT :most;
