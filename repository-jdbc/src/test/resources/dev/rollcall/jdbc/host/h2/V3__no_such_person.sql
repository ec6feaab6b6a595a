create trigger person_refused before insert, update on person for each row call 'dev.rollcall.jdbc.RefusingTrigger';
