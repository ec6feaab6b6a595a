-- The users table of a small host application, with columns for all that Rollcall keeps of an account.
create table app_user (
  id             bigint generated always as identity primary key,
  login          varchar(100) not null,
  login_key      varchar(100) not null unique,   -- the login as it is compared: NameFolding.fold(login)
  status         varchar(10)  not null,          -- ACTIVE or BLOCKED
  name           varchar(100),
  email          varchar(60),
  phone          varchar(40),
  department     varchar(60),
  theme          varchar(20)  default 'light',   -- the application's own; Rollcall knows nothing of it

  owner          varchar(50),                    -- the directory; null for a local account
  external_id    varchar(100),
  former_owner   varchar(50),
  block_reason   varchar(30),
  blocked_since  timestamp(3) with time zone,
  absent_since   timestamp(3) with time zone,

  unique (external_id, owner),
  check (status = 'BLOCKED' or block_reason is null)
);

-- A local administrator, who belongs to no directory and whom no sync ever touches.
insert into app_user (login, login_key, status, name) values ('admin', 'admin', 'ACTIVE', 'Local administrator');
