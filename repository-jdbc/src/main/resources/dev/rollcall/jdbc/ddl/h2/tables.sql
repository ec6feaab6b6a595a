-- Rollcall's own tables for H2. Safe to run again: what is there stays as it is.

-- One row, locked while seats are counted: so two directories of one host never grant the same last seat.
-- The host's own activation screen should lock it too: select one_row from ${schema}rollcall_host for update
create table if not exists ${schema}rollcall_host (
  one_row integer primary key check (one_row = 1)
);
merge into ${schema}rollcall_host (one_row) key (one_row) values (1);

-- Who runs a directory, and until when unless the lease is renewed. The token grows with each lease; a batch of writes
-- that comes with a lower one, or after the lease has run out, is refused. A lease that was given back has no holder;
-- one that ran out keeps the name of the holder that died. Without expires_at the row only remembers a token.
create table if not exists ${schema}rollcall_lock (
  directory  varchar     primary key,
  token      bigint      not null,
  holder     varchar,
  expires_at timestamp(6) with time zone
);

-- The audit log. Events of changes are inserted in the transaction of their change.
-- actor_key and subject_key hold names as they are compared: folded, and at most 200 characters of them.
-- changes holds one CSV line per changed field: name, value before, value after, whether the values are masked.
create table if not exists ${schema}rollcall_audit (
  seq                 bigint      generated always as identity primary key,
  event_id            varchar     not null unique,
  occurred_at         timestamp(3) with time zone not null,
  directory           varchar     not null,
  run_id              varchar,
  actor               varchar     not null,
  actor_key           varchar     not null,
  action              varchar     not null,
  outcome             varchar     not null,
  subject_username    varchar,
  subject_key         varchar,
  subject_external_id varchar,
  account_id          varchar,
  rule                varchar,
  details             varchar     not null,
  changes             varchar     not null
);
create index if not exists rollcall_audit_time on ${schema}rollcall_audit (occurred_at, seq);
create index if not exists rollcall_audit_actor on ${schema}rollcall_audit (actor_key, occurred_at, seq);
create index if not exists rollcall_audit_subject on ${schema}rollcall_audit (subject_key, occurred_at, seq);

-- The runs, in the order in which they began. finished_at and outcome are null while a run goes on, and for one that
-- died.
-- figures: first what became of the people read, behind the semicolon what was done to accounts, such as
-- imported=2 unchanged=10; created=2
create table if not exists ${schema}rollcall_run (
  seq         bigint      generated always as identity primary key,
  run_id      varchar     not null unique,
  directory   varchar     not null,
  actor       varchar     not null,
  started_at  timestamp(3) with time zone not null,
  finished_at timestamp(3) with time zone,
  outcome     varchar,
  held_for    varchar,
  cause       varchar,
  message     varchar     not null,
  figures     varchar     not null
);
create index if not exists rollcall_run_directory on ${schema}rollcall_run (directory, seq);

-- The runs that were held, until when each can be approved, and the digest of what it was held for.
create table if not exists ${schema}rollcall_held_run (
  run_id     varchar     primary key,
  directory  varchar     not null,
  expires_at timestamp(3) with time zone not null,
  reason     varchar     not null,
  digest     varchar     not null
);

-- What a run was held for, one row for each thing that a guard counted.
-- In item_key and item_value a backslash is doubled, and what no database can store stands as \u0000.
create table if not exists ${schema}rollcall_held_item (
  run_id      varchar     not null,
  item_number bigint      not null,
  guard       varchar     not null,
  item_key    varchar     not null,
  item_value  varchar,
  primary key (run_id, item_number)
);

-- What was allowed for one run of a directory; gone when such a run has finished.
create table if not exists ${schema}rollcall_permission (
  id             bigint      generated always as identity primary key,
  directory      varchar     not null,
  actor          varchar     not null,
  expires_at     timestamp(3) with time zone not null,
  approved_run   varchar,
  empty_snapshot boolean     not null
);
create index if not exists rollcall_permission_directory on ${schema}rollcall_permission (directory, id);
create table if not exists ${schema}rollcall_raised_guard (
  permission_id  bigint      not null references ${schema}rollcall_permission (id) on delete cascade,
  guard          varchar     not null,
  largest_share  double precision not null,
  largest_number bigint      not null,
  primary key (permission_id, guard)
);

-- The refusals that stood when a directory's last finished run ended. person and what are for the next run, not for
-- readers; backslashes as in rollcall_held_item.
create table if not exists ${schema}rollcall_refusal (
  directory      varchar     not null,
  refusal_number bigint      not null,
  person         varchar     not null,
  code           varchar     not null,
  what           varchar     not null,
  rejected       boolean     not null,
  primary key (directory, refusal_number)
);

-- The people whom administrators put on the ignore list; backslashes as in rollcall_held_item.
create table if not exists ${schema}rollcall_ignored (
  directory   varchar     not null,
  external_id varchar     not null,
  primary key (directory, external_id)
);
