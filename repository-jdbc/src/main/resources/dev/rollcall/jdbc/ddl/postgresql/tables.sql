-- Rollcall's own tables for PostgreSQL. Safe to run again: what is there stays as it is.

-- One row, locked while seats are counted: so two directories of one host never grant the same last seat.
-- The host's own activation screen should lock it too: select one_row from ${schema}rollcall_host for update
create table if not exists ${schema}rollcall_host (
  one_row integer primary key check (one_row = 1)
);
insert into ${schema}rollcall_host (one_row) values (1) on conflict do nothing;

-- Who runs a directory, and until when unless the lease is renewed. The token grows with each lease; a batch of writes
-- that comes with a lower one, or after the lease has run out, is refused. A lease that was given back has no holder;
-- one that ran out keeps the name of the holder that died. Without expires_at the row only remembers a token.
create table if not exists ${schema}rollcall_lock (
  directory  text        primary key,
  token      bigint      not null,
  holder     text,
  expires_at timestamptz
);

-- The audit log. Events of changes are inserted in the transaction of their change.
-- actor_key and subject_key hold names as they are compared: folded, and at most 200 characters of them.
-- changes holds one CSV line per changed field: name, value before, value after, whether the values are masked.
create table if not exists ${schema}rollcall_audit (
  seq                 bigint      generated always as identity primary key,
  event_id            text        not null unique,
  occurred_at         timestamptz not null,
  directory           text        not null,
  run_id              text,
  actor               text        not null,
  actor_key           text        not null,
  action              text        not null,
  outcome             text        not null,
  subject_username    text,
  subject_key         text,
  subject_external_id text,
  account_id          text,
  rule                text,
  details             text        not null,
  changes             text        not null
);
create index if not exists rollcall_audit_time on ${schema}rollcall_audit (occurred_at, seq);
-- Most events come from a schedule, which has no name, and the start and end of a run have no subject: not indexed.
create index if not exists rollcall_audit_actor on ${schema}rollcall_audit (actor_key, occurred_at, seq)
  where actor_key <> '';
create index if not exists rollcall_audit_subject on ${schema}rollcall_audit (subject_key, occurred_at, seq)
  where subject_key <> '';

-- The runs, in the order in which they began. finished_at and outcome are null while a run goes on, and for one that
-- died.
-- figures: first what became of the people read, behind the semicolon what was done to accounts, such as
-- imported=2 unchanged=10; created=2
create table if not exists ${schema}rollcall_run (
  seq         bigint      generated always as identity primary key,
  run_id      text        not null unique,
  directory   text        not null,
  actor       text        not null,
  started_at  timestamptz not null,
  finished_at timestamptz,
  outcome     text,
  held_for    text,
  cause       text,
  message     text        not null,
  figures     text        not null
);
create index if not exists rollcall_run_directory on ${schema}rollcall_run (directory, seq);

-- The runs that were held, until when each can be approved, and the digest of what it was held for.
create table if not exists ${schema}rollcall_held_run (
  run_id     text        primary key,
  directory  text        not null,
  expires_at timestamptz not null,
  reason     text        not null,
  digest     text        not null
);

-- What a run was held for, one row for each thing that a guard counted.
-- In item_key and item_value a backslash is doubled, and what no database can store stands as \u0000.
create table if not exists ${schema}rollcall_held_item (
  run_id      text        not null,
  item_number bigint      not null,
  guard       text        not null,
  item_key    text        not null,
  item_value  text,
  primary key (run_id, item_number)
);

-- What was allowed for one run of a directory; gone when such a run has finished.
create table if not exists ${schema}rollcall_permission (
  id             bigint      generated always as identity primary key,
  directory      text        not null,
  actor          text        not null,
  expires_at     timestamptz not null,
  approved_run   text,
  empty_snapshot boolean     not null
);
create index if not exists rollcall_permission_directory on ${schema}rollcall_permission (directory, id);
create table if not exists ${schema}rollcall_raised_guard (
  permission_id  bigint      not null references ${schema}rollcall_permission (id) on delete cascade,
  guard          text        not null,
  largest_share  double precision not null,
  largest_number bigint      not null,
  primary key (permission_id, guard)
);

-- The refusals that stood when a directory's last finished run ended. person and what are for the next run, not for
-- readers; backslashes as in rollcall_held_item.
create table if not exists ${schema}rollcall_refusal (
  directory      text        not null,
  refusal_number bigint      not null,
  person         text        not null,
  code           text        not null,
  what           text        not null,
  rejected       boolean     not null,
  primary key (directory, refusal_number)
);

-- The people whom administrators put on the ignore list; backslashes as in rollcall_held_item.
create table if not exists ${schema}rollcall_ignored (
  directory   text        not null,
  external_id text        not null,
  primary key (directory, external_id)
);
