-- What a person has shown on purpose, so that it is known which verdicts are right about them: of each verdict the last proof in
-- front of each camera, and where in its picture they sat.

create table proof (
    person integer not null references person (id) on delete cascade,
    rule text not null,
    source text not null,               -- the camera's name
    width integer not null,             -- of its picture, pixels
    height integer not null,
    seat text not null,                 -- a document like session.baseline
    proved_on text not null,            -- ISO 8601, a day
    right_told integer not null,
    wrong_told integer not null,
    shown integer not null,
    posture text not null,              -- digest of the model of posture
    primary key (person, rule, source, width, height)
) without rowid;

alter table person add column proven_decides integer not null default 0; -- whether proven verdicts decide what is clean
