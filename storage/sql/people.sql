-- name: meet(id, language, zone, now)^
-- Returns the person, written down at the first meeting.
INSERT INTO person (id, language, zone, created_at) VALUES (:id, :language, :zone, :now)
ON CONFLICT (id) DO UPDATE SET language = person.language
RETURNING id, language, zone, reachable, dialog, quiet_from, quiet_to, digest_at, details;

-- name: find_person(id)^
SELECT id, language, zone, reachable, dialog, quiet_from, quiet_to, digest_at, details, digest_next
FROM person WHERE id = :id;

-- name: hold_person(id)^
-- Writing is what both databases understand as keeping others from writing.
UPDATE person SET language = language WHERE id = :id
RETURNING id, language, zone, reachable, dialog, quiet_from, quiet_to, digest_at, details;

-- name: save_dialog(dialog, id)!
UPDATE person SET dialog = :dialog WHERE id = :id;

-- name: set_language(language, id)!
UPDATE person SET language = :language WHERE id = :id;

-- name: set_reachable(reachable, id)!
UPDATE person SET reachable = :reachable WHERE id = :id;

-- name: set_habits(zone, quiet_from, quiet_to, digest_at, details, id)!
UPDATE person SET
    zone = :zone, quiet_from = :quiet_from, quiet_to = :quiet_to, digest_at = :digest_at,
    details = :details
WHERE id = :id;

-- name: set_digest_next(digest_next, id)!
UPDATE person SET digest_next = :digest_next WHERE id = :id;
