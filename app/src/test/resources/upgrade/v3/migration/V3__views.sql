-- Views of a data set that somebody keeps: an address within the product, under a name.
CREATE TABLE saved_view (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    data_set    bigint      NOT NULL REFERENCES data_set ON DELETE CASCADE,
    owner       bigint      NOT NULL REFERENCES person,
    name        text        NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    description text        NOT NULL CHECK (length(description) <= 1000),
    -- Path and query of a page of the data set, such as /sets/1/map?filter=...
    address     text        NOT NULL CHECK (length(address) <= 4000),
    -- Whether everybody sees it, or its owner alone.
    shared      boolean     NOT NULL,
    saved_at    timestamptz NOT NULL
);
CREATE INDEX saved_view_of_data_set ON saved_view (data_set);
