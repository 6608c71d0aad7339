-- What FormCheck keeps. Seconds are of the session, degrees of elevation; documents are JSON by name, so that what a later
-- version adds is absent in older rows. The key points of a session lie beside this file, in sessions/ID/motion.fcm.

create table person (
    id integer primary key,
    name text not null unique collate nocase,
    variant text,                       -- what was chosen last
    load_kilograms real,
    load_band text,
    pictures text not null default 'none',
    picture_days integer not null default 30
);

create table session (
    id text primary key,
    person integer not null references person (id) on delete cascade,
    began text not null,                -- ISO 8601 with its zone
    began_millis integer not null,      -- the same, to sort by
    origin text not null,
    finished integer not null default 0,
    source text not null,
    exercise text not null,             -- as it was judged: rules with their limits
    variant text not null,
    variant_name text not null,
    load_kilograms real,
    load_band text,
    pain_before integer check (pain_before between 0 and 10),
    pain_after integer check (pain_after between 0 and 10),
    baseline text,
    head_check text,
    mirrored integer not null,
    width integer not null,
    height integer not null,
    seconds real not null,              -- from the first frame to the last
    exercise_seconds real not null,     -- from the first set on
    frames integer not null,
    frames_with_pose integer not null,
    damage text,
    model text,
    program_version text not null,
    model_version text,
    posture_version text,
    rules_version text not null,
    figures text not null,              -- by which sessions are compared; always those of the repetitions below
    pictures text not null default 'none',
    pictures_until_millis integer,
    video_from real                     -- seconds of the session at which the video begins
);

create index session_of_person on session (person, began_millis);

create table exercise_set (
    session text not null references session (id) on delete cascade,
    number integer not null,
    start_seconds real not null,
    end_seconds real,
    ending text,
    pain integer check (pain between 0 and 10),
    primary key (session, number)
) without rowid;

create table repetition (
    session text not null references session (id) on delete cascade,
    number integer not null,
    set_number integer not null,
    verdict text not null,
    judged text not null,               -- times, measures, checks and faults
    primary key (session, number)
);

create table cue (
    session text not null references session (id) on delete cascade,
    at_seconds real not null,
    said text not null
);

create index cue_of_session on cue (session, at_seconds);

create table blind_spot (
    session text not null references session (id) on delete cascade,
    what text not null,
    reason text not null,
    from_seconds real not null,
    to_seconds real not null
);

create index blind_spot_of_session on blind_spot (session, from_seconds);
