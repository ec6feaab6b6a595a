alter table person add updated_at timestamptz;

create function touch_person() returns trigger language plpgsql as '
begin
  new.updated_at := clock_timestamp();
  return new;
end';

create trigger person_touched before insert or update on person for each row execute function touch_person();
