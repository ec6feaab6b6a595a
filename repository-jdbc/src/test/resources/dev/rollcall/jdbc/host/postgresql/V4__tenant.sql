alter table person add tenant varchar(20) not null;
alter table person add kind "PersonKind" not null;
alter table person add joined_on date not null;
