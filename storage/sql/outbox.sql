-- name: put_outbox(chat, priority, payload, now)!
INSERT INTO outbox (chat, priority, payload, not_before, created_at)
VALUES (:chat, :priority, :payload, :now, :now);

-- name: claim_outbox(now, limit)
-- Takes the first open message of each chat, so that the order within a chat is kept.
UPDATE outbox SET status = 'sending', attempts = attempts + 1
WHERE id IN (
    SELECT waiting.id FROM outbox AS waiting
    WHERE waiting.status = 'pending' AND waiting.not_before <= :now
    AND NOT EXISTS (
        SELECT 1 FROM outbox AS earlier
        WHERE earlier.chat = waiting.chat AND earlier.id < waiting.id
        AND earlier.status IN ('pending', 'sending')
    )
    ORDER BY waiting.priority, waiting.id
    LIMIT :limit
)
RETURNING id, chat, priority, payload, attempts, doubtful, created_at;

-- name: finish_outbox(status, message, error, doubtful, not_before, finished_at, id)*!
-- What a message said is kept until it is sent or given up, and no longer.
UPDATE outbox SET
    status = :status, message = :message, error = :error, doubtful = :doubtful,
    not_before = :not_before, finished_at = :finished_at,
    payload = CASE WHEN :status = 'pending' THEN payload ELSE '' END
WHERE id = :id;

-- name: next_outbox(now)$
-- What is due now and still pending waits for another message of its chat, not for a time.
SELECT min(not_before) FROM outbox WHERE status = 'pending' AND not_before > :now;

-- name: doubt_outbox()!
-- After a crash nobody knows whether these were accepted; they are sent again, marked.
UPDATE outbox SET status = 'pending', doubtful = 1
WHERE status <> 'sent' AND status = 'sending';

-- name: count_outbox()
SELECT status, count(*) AS number FROM outbox WHERE status <> 'sent' GROUP BY status;

-- name: forget_outbox(before, most)
DELETE FROM outbox WHERE id IN (
    SELECT id FROM outbox WHERE finished_at IS NOT NULL AND finished_at < :before LIMIT :most
)
RETURNING id;
