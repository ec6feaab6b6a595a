create function refuse_person() returns trigger language plpgsql as '
begin
  raise exception ''% must not be named'', new.login;
end';

create trigger person_refused before insert or update on person for each row
  when (new.given_name = 'Nobody') execute function refuse_person();
