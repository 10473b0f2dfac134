-- Questions that were declined (没有答上的问题): how often each wording was asked, and nothing that
-- says by whom, where, when or in which order. {by_key} is the one word that keeps the rows by their
-- key alone: without it SQLite numbers them as they come.

CREATE TABLE declined (
    kind TEXT NOT NULL CHECK (kind IN ('not_stated', 'out_of_scope')),
    target TEXT NOT NULL,
    wording TEXT NOT NULL,
    times INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (kind, target, wording)
) {by_key};
