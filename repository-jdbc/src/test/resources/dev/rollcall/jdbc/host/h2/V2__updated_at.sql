alter table person add updated_at timestamp with time zone default current_timestamp on update current_timestamp;
