-- Who was erased stays known when their data set is removed, and what the file `erased.ledger` knew of it may have no
-- erasure here.

ALTER TABLE erased
    DROP CONSTRAINT erased_data_set_fkey,
    DROP CONSTRAINT erased_erasure_fkey,
    ALTER COLUMN erasure DROP NOT NULL;

-- When somebody last did something with an import: drafts that nobody goes on with are removed.
ALTER TABLE import ADD COLUMN touched_at timestamptz;
UPDATE import SET touched_at = greatest(created_at, finished_at);
ALTER TABLE import ALTER COLUMN touched_at SET NOT NULL;
