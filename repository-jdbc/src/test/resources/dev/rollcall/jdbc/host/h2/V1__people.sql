create sequence person_seq start with 1000;

create table person (
  person_id  bigint                   default next value for person_seq primary key,
  login      varchar_ignorecase(200)  not null,
  mail       varchar_ignorecase(200),
  given_name varchar(20),
  phone      varchar(30),
  state      enum ('ENABLED', 'DISABLED', 'LOCKED BY ADMIN') default 'ENABLED' not null,
  role       varchar(20)              default 'USER' not null,
  created_at timestamp with time zone default current_timestamp not null,
  constraint person_login_key unique (login),
  constraint person_mail_key unique (mail),
  constraint person_phone_check check (regexp_like(phone, '^[0-9+ ]*$'))
);
