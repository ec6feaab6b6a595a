insert into licence (id, seats) values (1, 250);
insert into staff_member (login, login_key, full_name, administrator) values ('harbour', 'harbour', 'Harbour office', true);
