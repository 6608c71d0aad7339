-- What practitioners asked of a person: the signed files as they were accepted. The one with the highest number that has not ended
-- is in force. SQLite and PostgreSQL read this file alike.

create table prescription (
    person bigint not null references person (id) on delete cascade,
    number integer not null,
    document text not null,
    accepted_millis bigint not null,
    ended_millis bigint,                -- when the person ended it
    primary key (person, number)
);
