-- Who was erased stays known when their data set is removed, and what the file `erased.ledger` knew of it may have no
-- erasure here.

ALTER TABLE erased
    DROP CONSTRAINT erased_data_set_fkey,
    DROP CONSTRAINT erased_erasure_fkey,
    ALTER COLUMN erasure DROP NOT NULL;
