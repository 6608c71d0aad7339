-- The same tables as the SQLite files of V1 to V3 create, and those that a practice needs. Later versions are common files.
-- Names of sessions sort by their bytes. Seconds are of the session; times are milliseconds since 1970.

create table person (
    id bigint generated always as identity primary key,
    name text not null,
    variant text,
    load_kilograms double precision,
    load_band text,
    pictures text not null default 'none',
    picture_days integer not null default 30,
    proven_decides integer not null default 0
);

create unique index person_name on person (lower(name));

create table session (
    id text collate "C" primary key,
    person bigint not null references person (id) on delete cascade,
    began text not null,
    began_millis bigint not null,
    origin text not null,
    finished integer not null default 0,
    source text not null,
    exercise text not null,
    variant text not null,
    variant_name text not null,
    load_kilograms double precision,
    load_band text,
    pain_before integer check (pain_before between 0 and 10),
    pain_after integer check (pain_after between 0 and 10),
    baseline text,
    head_check text,
    mirrored integer not null,
    width integer not null,
    height integer not null,
    seconds double precision not null,
    exercise_seconds double precision not null,
    frames bigint not null,
    frames_with_pose bigint not null,
    damage text,
    model text,
    program_version text not null,
    model_version text,
    posture_version text,
    rules_version text not null,
    figures text not null,
    pictures text not null default 'none',
    pictures_until_millis bigint,
    video_from double precision,
    deleted_millis bigint,
    found_again integer not null default 0
);

create index session_of_person on session (person, began_millis);

create table exercise_set (
    session text collate "C" not null references session (id) on delete cascade,
    number integer not null,
    start_seconds double precision not null,
    end_seconds double precision,
    ending text,
    pain integer check (pain between 0 and 10),
    primary key (session, number)
);

create table repetition (
    session text collate "C" not null references session (id) on delete cascade,
    number integer not null,
    set_number integer not null,
    verdict text not null,
    judged text not null,
    primary key (session, number)
);

create table cue (
    session text collate "C" not null references session (id) on delete cascade,
    at_seconds double precision not null,
    said text not null,
    rowid bigint generated always as identity -- SQLite has such a column in every table
);

create index cue_of_session on cue (session, at_seconds);

create table blind_spot (
    session text collate "C" not null references session (id) on delete cascade,
    what text not null,
    reason text not null,
    from_seconds double precision not null,
    to_seconds double precision not null,
    rowid bigint generated always as identity
);

create index blind_spot_of_session on blind_spot (session, from_seconds);

create table tombstone (
    id text collate "C" primary key,
    erased_millis bigint not null
);

create table lease (
    session text collate "C" primary key references session (id) on delete cascade,
    holder text not null,
    until_millis bigint not null
);

create table proof (
    person bigint not null references person (id) on delete cascade,
    rule text not null,
    source text not null,
    width integer not null,
    height integer not null,
    seat text not null,
    proved_on text not null,
    right_told integer not null,
    wrong_told integer not null,
    shown integer not null,
    posture text not null,
    primary key (person, rule, source, width, height)
);

-- The tables of a practice alone.

create table session_file (
    session text collate "C" not null references session (id) on delete cascade,
    name text collate "C" not null,
    part integer not null,              -- parts of 1 MB, from 0
    content bytea not null,
    primary key (session, name, part)
);

create table machine (
    number integer generated always as identity primary key check (number <= 999), -- ids of sessions have four digits
    name text not null,
    login text not null default session_user
);

create table entrusted (
    person bigint not null references person (id) on delete cascade,
    login text not null,
    own boolean not null default false, -- the login is the person's
    primary key (person, login)
);

create table audit (
    number bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    login text not null default session_user,
    action text not null,
    person bigint,                      -- no reference: the line outlives the person, without the name
    session text
);

create index audit_of_person on audit (person);
