create extension if not exists citext;

create type account_state as enum ('ENABLED', 'DISABLED', 'LOCKED BY ADMIN');
create type "PersonKind" as enum ('INTERNAL', 'GUEST');

create sequence person_seq start with 1000;

create table person (
  person_id  bigint        not null default nextval('person_seq') primary key,
  login      citext        not null,
  mail       citext,
  given_name varchar(20),
  phone      varchar(30),
  state      account_state not null default 'ENABLED',
  role       varchar(20)   not null default 'USER',
  created_at timestamptz   not null default now(),
  constraint person_login_key unique (login),
  constraint person_mail_key unique (mail),
  constraint person_phone_check check (phone ~ '^[0-9+ ]*$')
);
