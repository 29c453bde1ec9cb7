-- People who may sign in. Nobody is deleted: the audit trail names them; who must go is shut out.
create table person (
    id           bigint generated always as identity primary key,
    name         text        not null,
    -- the name as it is compared at sign-in: NFKC, lower case
    sign_in      text        not null unique,
    role         text        not null,
    password     text        not null,
    shut_out     boolean     not null default false,
    since        timestamptz not null,
    last_sign_in timestamptz
);

-- One-time links: set-up, invitation, new password. Only the SHA-256 of their secret is kept.
create table entry_link (
    id         bigint generated always as identity primary key,
    hash       bytea       not null unique,
    purpose    text        not null,
    role       text        not null,
    person     bigint references person,
    note       text        not null,
    made_by    text        not null,
    made_at    timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);

-- Tokens of programs; only the SHA-256 is kept.
create table api_token (
    id           bigint generated always as identity primary key,
    name         text        not null,
    hash         bytea       not null unique,
    role         text        not null,
    scopes       text[]      not null,
    made_by      text        not null,
    made_at      timestamptz not null,
    expires_at   timestamptz not null,
    last_used_at timestamptz,
    withdrawn_at timestamptz
);

-- Failed and running attempts to sign in, by hash of the name and by hash of the address.
create table sign_in_attempt (
    id      bigint generated always as identity primary key,
    subject bytea       not null,
    at      timestamptz not null
);
create index sign_in_attempt_subject on sign_in_attempt (subject, at);
create index sign_in_attempt_at on sign_in_attempt (at);

-- Every change: who, when, what, on what, from where. Rows can be added and read, nothing else.
create table audit_entry (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    kind    text        not null,
    actor   bigint,
    name    text        not null,
    address text,
    action  text        not null,
    subject text        not null,
    details jsonb       not null
);
create index audit_entry_action on audit_entry (action, id);

create function refuse_change_of_audit() returns trigger language plpgsql as
$$
begin
    raise exception 'the audit trail can only be added to';
end
$$;

create trigger audit_entry_stays
    before update or delete on audit_entry
    for each row execute function refuse_change_of_audit();
create trigger audit_entry_is_never_emptied
    before truncate on audit_entry
    for each statement execute function refuse_change_of_audit();

-- Spring Session's tables, as it ships them.
create table spring_session (
    primary_id            char(36) not null,
    session_id            char(36) not null,
    creation_time         bigint   not null,
    last_access_time      bigint   not null,
    max_inactive_interval int      not null,
    expiry_time           bigint   not null,
    principal_name        varchar(100),
    constraint spring_session_pk primary key (primary_id)
);
create unique index spring_session_ix1 on spring_session (session_id);
create index spring_session_ix2 on spring_session (expiry_time);
create index spring_session_ix3 on spring_session (principal_name);
create table spring_session_attributes (
    session_primary_id char(36)     not null,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    constraint spring_session_attributes_pk primary key (session_primary_id, attribute_name),
    constraint spring_session_attributes_fk foreign key (session_primary_id)
        references spring_session (primary_id) on delete cascade
);
