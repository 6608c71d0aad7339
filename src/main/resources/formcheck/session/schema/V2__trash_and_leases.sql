-- A session that was deleted stays for a day, in the trash. What is gone for good leaves its name until its folder is gone too:
-- no folder is ever deleted that is not named here. A lease names the program that has a session under way.

alter table session add column deleted_millis integer;              -- when it went into the trash

alter table session add column found_again integer not null default 0; -- its rows were made from its motion file

create table tombstone (
    id text primary key,
    erased_millis integer not null
) without rowid;

create table lease (
    session text primary key references session (id) on delete cascade,
    holder text not null,
    until_millis integer not null
) without rowid;

pragma application_id = 1178813506; -- "FCDB" in ASCII
