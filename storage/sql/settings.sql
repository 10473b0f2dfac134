-- name: read_setting(name)$
SELECT value FROM setting WHERE name = :name;

-- name: write_setting(name, value)!
INSERT INTO setting (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
