-- What the users table ${users} has no columns for, one row per account that a directory owns or owned.
-- A row goes with its account.
create table if not exists ${schema}rollcall_account (
  account_id        ${id_type} primary key references ${users} (${id}) on delete cascade,

  -- The directory that owns the account; null for a local one.
  owner             text,
  -- The person's id in that directory, or in the one named by former_owner.
  external_id       text,
  former_owner      text,

  -- Why the account is blocked, and since when for this reason.
  block_reason      text,
  blocked_since     timestamptz,

  -- Vouches for block_reason: the status that the account had when it was written. Whoever changes the status in the
  -- users table makes the database set both to null, and the reason counts no more: the block is somebody else's.
  status_witness_id ${id_type},
  status_witness    ${status_type},

  -- The first run that missed the person, where a grace is granted.
  absent_since      timestamptz,

  unique (external_id, owner),
  foreign key (status_witness_id, status_witness) references ${users} (${id}, ${status})
    on update set null on delete set null
);
create index if not exists rollcall_account_witness on ${schema}rollcall_account (status_witness_id, status_witness);
