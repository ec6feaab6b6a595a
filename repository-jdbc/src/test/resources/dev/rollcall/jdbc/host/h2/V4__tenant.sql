alter table person add tenant varchar(20) not null;
alter table person add kind enum ('INTERNAL', 'GUEST') not null;
alter table person add joined_on date not null;
