-- name: read_fact(name)$
SELECT value FROM fact WHERE name = :name;

-- name: write_fact(name, value)!
INSERT INTO fact (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
