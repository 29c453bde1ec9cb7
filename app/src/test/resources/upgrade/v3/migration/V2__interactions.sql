-- Data sets, their imports, and every interaction as it was imported.

CREATE TABLE data_set (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name        text        NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    -- The journey rule chosen for it; NULL: the recipe's.
    rule        text,
    -- Rises by one with every change of its interactions; figures are computed for a version.
    version     bigint      NOT NULL DEFAULT 0,
    -- The place of the last interaction in source order.
    last_place  bigint      NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL,
    created_by  text        NOT NULL
);
CREATE UNIQUE INDEX data_set_name ON data_set (lower(name));

CREATE TABLE import (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- NULL while it is a draft for a data set yet to be made.
    data_set    bigint REFERENCES data_set ON DELETE CASCADE,
    state       text        NOT NULL CHECK (state IN ('DRAFT', 'WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED', 'UNDONE')),
    name        text        NOT NULL,
    recipe      text        NOT NULL,
    files       jsonb       NOT NULL,
    created_at  timestamptz NOT NULL,
    created_by  text        NOT NULL,
    started_at  timestamptz,
    -- How often it was begun: again where the process that ran it was stopped.
    attempts    integer     NOT NULL DEFAULT 0,
    finished_at timestamptz,
    undone_at   timestamptz,
    undone_by   text,
    -- Whether times are instants (true) or local clock readings.
    zoned       boolean,
    -- What reading left, as the engine's store keeps it: rows, rejects by reason, findings.
    reading     jsonb,
    -- Source rows that were new, that replaced an older version, and that were there already.
    rows_new       bigint NOT NULL DEFAULT 0,
    rows_replaced  bigint NOT NULL DEFAULT 0,
    rows_unchanged bigint NOT NULL DEFAULT 0,
    -- Interactions left out because their customer was erased.
    erased         bigint NOT NULL DEFAULT 0,
    interactions   bigint NOT NULL DEFAULT 0,
    -- Why it failed: code, sentence, remedy.
    failure     jsonb
);
CREATE INDEX import_of_data_set ON import (data_set);

-- One record as a recipe made it of a source row. A source row may make several. Versions that a later import
-- replaced stay, not live, so that the later import can be undone.
CREATE TABLE interaction (
    data_set   bigint   NOT NULL,
    -- A hash of the customer, of the key where none is known: the part of the engine's store it belongs to.
    part       smallint NOT NULL CHECK (part BETWEEN 0 AND 63),
    -- Its place in source order.
    place      bigint   NOT NULL,
    import     bigint   NOT NULL,
    live       boolean  NOT NULL,
    -- The identity of its source row, and a hash of all that the row gave.
    row_high   bigint   NOT NULL,
    row_low    bigint   NOT NULL,
    content    bigint   NOT NULL,
    customer   text,
    -- NULL: the row gave nothing in this import.
    key        text,
    -- NULL: carries values without an interaction.
    touchpoint text,
    -- Seconds since 1970-01-01T00:00 and nanoseconds within; NULL where the source has no time.
    second     bigint,
    nano       integer  NOT NULL,
    attributes jsonb
) PARTITION BY LIST (data_set);

-- A row of an import that was there already with the same content, so that it stays when the older import is undone.
CREATE TABLE seen_again (
    data_set bigint NOT NULL,
    import   bigint NOT NULL REFERENCES import ON DELETE CASCADE,
    row_high bigint NOT NULL,
    row_low  bigint NOT NULL,
    -- Where its first record would stand in source order.
    place    bigint NOT NULL
);
CREATE INDEX seen_again_of_row ON seen_again (data_set, row_high, row_low);
CREATE INDEX seen_again_of_import ON seen_again (import);

-- Rows and cells that were not used.
CREATE TABLE reject (
    import      bigint  NOT NULL REFERENCES import ON DELETE CASCADE,
    number      bigint  NOT NULL,
    code        text    NOT NULL,
    sentence    text    NOT NULL,
    file        text    NOT NULL,
    line        bigint  NOT NULL,
    column_name text    NOT NULL,
    value       text    NOT NULL,
    PRIMARY KEY (import, number)
);
ALTER TABLE reject ALTER COLUMN value SET STATISTICS 0;

-- Which parts of a data set a version changed, one bit each.
CREATE TABLE data_change (
    data_set bigint NOT NULL REFERENCES data_set ON DELETE CASCADE,
    version  bigint NOT NULL,
    parts    bigint NOT NULL,
    PRIMARY KEY (data_set, version)
);

-- Customers that were erased; nothing here names them.
CREATE TABLE erasure (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    data_set     bigint      NOT NULL REFERENCES data_set ON DELETE CASCADE,
    erased_at    timestamptz NOT NULL,
    erased_by    text        NOT NULL,
    interactions bigint      NOT NULL,
    -- When the last byte was gone from the data directory.
    finished_at  timestamptz
);

-- Who must not come back with a later import: salted hashes of erased customers, and of their keys for records that
-- name no customer.
CREATE TABLE erased (
    data_set bigint NOT NULL REFERENCES data_set ON DELETE CASCADE,
    hash     bytea  NOT NULL,
    erasure  bigint NOT NULL REFERENCES erasure ON DELETE CASCADE,
    PRIMARY KEY (data_set, hash)
);

CREATE TABLE erasure_salt (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    salt bytea   NOT NULL
);
