-- Self-checks (对照), kept until their owner deletes them: what was chosen and what was found, by ids of
-- the content. No name, and nothing of a story.

CREATE TABLE kept_check (
    id {identity},
    owner BIGINT NOT NULL REFERENCES person (id),
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    content TEXT NOT NULL,
    scenarios TEXT NOT NULL,
    finished INTEGER NOT NULL CHECK (finished IN (0, 1)),
    state TEXT NOT NULL
);
CREATE INDEX kept_check_owner ON kept_check (owner, changed_at, id);
