-- A key over id and status, which the side table refers to. It holds as soon as the id is unique.
alter table ${users} add constraint rollcall_status_key unique (${id}, ${status});

