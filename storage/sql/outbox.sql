-- name: put_outbox(chat, priority, payload, now)!
-- Messages of a chat and a priority stand in a row (排队): only the first of it can be taken.
INSERT INTO outbox (chat, priority, payload, not_before, created_at, behind)
VALUES (:chat, :priority, :payload, :now, :now, CASE WHEN EXISTS (
    SELECT 1 FROM outbox
    WHERE chat = :chat AND priority = :priority AND status IN ('pending', 'sending')
) THEN 1 ELSE 0 END);

-- name: claim_outbox(now, limit)
-- Takes what is first in its row and may go now, the urgent before the others. Each priority is read
-- from the beginning of its part of the index, so that what waits for a time is never looked at.
UPDATE outbox SET status = 'sending', attempts = attempts + 1
WHERE id IN (
    SELECT id FROM (
        SELECT * FROM (
            SELECT id, priority, not_before FROM outbox
            WHERE status = 'pending' AND behind = 0 AND priority = 0 AND not_before <= :now
            ORDER BY not_before, id LIMIT :limit
        ) AS replies
        UNION ALL
        SELECT * FROM (
            SELECT id, priority, not_before FROM outbox
            WHERE status = 'pending' AND behind = 0 AND priority = 1 AND not_before <= :now
            ORDER BY not_before, id LIMIT :limit
        ) AS reminders
        UNION ALL
        SELECT * FROM (
            SELECT id, priority, not_before FROM outbox
            WHERE status = 'pending' AND behind = 0 AND priority = 2 AND not_before <= :now
            ORDER BY not_before, id LIMIT :limit
        ) AS reports
    ) AS ready
    ORDER BY priority, not_before, id
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

-- name: advance_outbox(chat, priority)*!
-- Lets the first of a row go.
UPDATE outbox SET behind = 0
WHERE behind = 1 AND id = (
    SELECT id FROM outbox
    WHERE chat = :chat AND priority = :priority AND status IN ('pending', 'sending')
    ORDER BY id LIMIT 1
);

-- name: put_off_outbox(not_before, id)*!
-- Puts back what was taken and not tried.
UPDATE outbox SET status = 'pending', attempts = attempts - 1, not_before = :not_before WHERE id = :id;

-- name: withdraw_outbox(id)*!
DELETE FROM outbox WHERE id = :id;

-- name: waiting_reminder(chat)
-- What was written for a person and has not gone yet; what may have arrived is left to be marked.
SELECT id, created_at, payload FROM outbox
WHERE chat = :chat AND priority = 1 AND status IN ('pending', 'sending') AND status = 'pending' AND doubtful = 0;

-- name: is_reminder_on_its_way(chat)$
SELECT id FROM outbox WHERE chat = :chat AND priority = 1 AND status IN ('pending', 'sending') LIMIT 1;

-- name: next_outbox(now)$
-- What is due now and still pending waits for room, not for a time.
SELECT min(not_before) FROM outbox WHERE status = 'pending' AND behind = 0 AND not_before > :now;

-- name: hasten_outbox(latest)!
-- After the clock went back, a wait that was set before it would last as long as the clock went back.
UPDATE outbox SET not_before = :latest
WHERE status = 'pending' AND behind = 0 AND not_before > :latest;

-- name: recall_outbox(chat)!
-- Of someone who is back: what may have arrived before they left has waited for them, to be marked.
UPDATE outbox SET not_before = '1970-01-01T00:00:00.000Z'
WHERE chat = :chat AND priority = 1 AND status IN ('pending', 'sending') AND status = 'pending';

-- name: doubt_outbox()!
-- After a crash nobody knows whether these were accepted; they are sent again, marked.
UPDATE outbox SET status = 'pending', doubtful = 1
WHERE status <> 'sent' AND status = 'sending';

-- name: free_outbox()!
-- Mends rows whose first message is gone without a word, as two transactions at once may leave them.
UPDATE outbox SET behind = 0
WHERE status = 'pending' AND behind = 1 AND NOT EXISTS (
    SELECT 1 FROM outbox AS earlier
    WHERE earlier.chat = outbox.chat AND earlier.priority = outbox.priority
    AND earlier.id < outbox.id AND earlier.status IN ('pending', 'sending')
);

-- name: count_outbox()
SELECT status, count(*) AS number FROM outbox WHERE status <> 'sent' GROUP BY status;

-- name: oldest_outbox(latest)$
-- Of what is first in its row; what waits for a later time does so on purpose.
SELECT min(created_at) FROM outbox WHERE status = 'pending' AND behind = 0 AND not_before <= :latest;

-- name: forget_outbox(before, most)
DELETE FROM outbox WHERE id IN (
    SELECT id FROM outbox WHERE finished_at IS NOT NULL AND finished_at < :before LIMIT :most
)
RETURNING id;
