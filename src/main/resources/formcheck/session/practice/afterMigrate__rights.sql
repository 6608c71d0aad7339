-- Who may do what. Runs after each migration, so that it covers the tables of later versions: a table with a column "session"
-- is as visible as its session, one with a column "person" as its person. The login counts (session_user), not the role that it
-- has set.

set local client_min_messages = warning; -- what is dropped may not be there yet

revoke all on schema formcheck from public;
grant usage on schema formcheck to formcheck_practitioner, formcheck_person;
revoke all on all tables in schema formcheck from public, formcheck_practitioner, formcheck_person;

-- ---------------------------------------------------------------- functions

create or replace function formcheck.add_line(what text, of_person bigint, of_session text) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
    -- The login of a person may be their name, and the line outlives them.
    insert into formcheck.audit (login, action, person, session) values (
        case when pg_has_role(session_user, 'formcheck_practitioner', 'member')
                or not pg_has_role(session_user, 'formcheck_person', 'member') then session_user
            else 'the person' end,
        what, of_person, of_session)
$$;

-- What a login may call itself: a line about people who are entrusted to it, so that none is made up about others.
create or replace function formcheck.log(what text, of_person bigint, of_session text) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
    select formcheck.add_line(what, of_person, of_session)
    where exists (select 1 from formcheck.entrusted e where e.person = of_person and e.login = session_user)
$$;

create or replace function formcheck.entrust_new() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if pg_has_role(session_user, 'formcheck_practitioner', 'member') then
        insert into formcheck.entrusted (person, login) values (new.id, session_user) on conflict do nothing;
    end if;
    return null;
end $$;

create or replace function formcheck.log_person() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform formcheck.add_line(
        'person ' || case tg_op when 'INSERT' then 'added' when 'UPDATE' then 'changed' else 'erased' end,
        case tg_op when 'DELETE' then old.id else new.id end, null);
    return null;
end $$;

create or replace function formcheck.log_session() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform formcheck.add_line(
        'session ' || case tg_op when 'INSERT' then 'added' when 'UPDATE' then 'changed' else 'erased' end,
        case tg_op when 'DELETE' then old.person else new.person end,
        case tg_op when 'DELETE' then old.id else new.id end);
    return null;
end $$;

create or replace function formcheck.log_entrusted() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        perform formcheck.add_line(case when new.own then 'login given' else 'entrusted to ' || new.login end, new.person, null);
    else
        perform formcheck.add_line(case when old.own then 'login taken' else 'withdrawn from ' || old.login end, old.person, null);
        if old.own then
            update formcheck.machine set login = '', name = '' where login = old.login;
        end if;
    end if;
    return null;
end $$;

-- Runs with the rights of the login, which sees the session whose rows it changes.
create or replace function formcheck.log_rows_of_session() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    perform formcheck.log(tg_table_name || ' ' || lower(tg_op), one.person, one.id)
    from formcheck.session one where one.id in (select changed.session from changed);
    return null;
end $$;

create or replace function formcheck.log_rows_of_person() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    perform formcheck.log(tg_table_name || ' ' || lower(tg_op), one.id, null)
    from formcheck.person one where one.id in (select changed.person from changed);
    return null;
end $$;

-- Each machine has a number of three digits: no login takes them all.
create or replace function formcheck.has_machine_left() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(*) < 30 from formcheck.machine m where m.login = session_user
$$;

-- When a person was erased, milliseconds since 1970; null for one who is there, or never was. A machine that was away then deletes
-- what it has of them, and does not add them anew.
create or replace function formcheck.erased_millis(of_person bigint) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select (extract(epoch from max(a.at)) * 1000)::bigint from formcheck.audit a
    where a.person = of_person and a.action = 'person erased'
        and not exists (select 1 from formcheck.person p where p.id = of_person)
$$;

revoke all on all functions in schema formcheck from public;
grant execute on function formcheck.log(text, bigint, text), formcheck.has_machine_left(), formcheck.erased_millis(bigint)
    to formcheck_practitioner, formcheck_person;

-- ---------------------------------------------------------------- tables

do $$
declare
    one record;
    visible text;
    columns text;
    given text;
    event text;
    logins constant text := 'formcheck_practitioner, formcheck_person';
begin
    for one in
        select c.relname as name,
            exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'session') as of_session
        from pg_class c
        where c.relnamespace = 'formcheck'::regnamespace and c.relkind = 'r'
            and c.relname not in ('flyway_schema_history', 'tombstone', 'machine', 'entrusted', 'audit')
    loop
        visible := case
            when one.name = 'person' then 'id in (select e.person from formcheck.entrusted e where e.login = session_user)'
            when one.of_session then 'exists (select 1 from formcheck.session s where s.id = session)'
            else 'person in (select e.person from formcheck.entrusted e where e.login = session_user)' end;
        execute format('alter table formcheck.%I enable row level security', one.name);
        execute format('alter table formcheck.%I force row level security', one.name);
        execute format('drop policy if exists theirs on formcheck.%I', one.name);
        execute format('create policy theirs on formcheck.%I to %s using (%s) with check (%s)',
            one.name, logins, visible, visible);
        -- What a row belongs to never changes.
        select string_agg(quote_ident(a.attname), ', ') into columns
        from pg_attribute a
        where a.attrelid = ('formcheck.' || quote_ident(one.name))::regclass and a.attnum > 0 and not a.attisdropped
            and a.attidentity = ''
            and (a.attname not in ('id', 'session', 'person') or one.name = 'lease' and a.attname <> 'session')
            and not (one.name = 'person' and a.attname = 'name');
        execute format('grant select, delete on formcheck.%I to %s', one.name, logins);
        execute format('grant update (%s) on formcheck.%I to %s', columns, one.name, logins);
        -- Numbers that the database gives are not chosen by a login: it could take those of others in advance.
        select string_agg(quote_ident(a.attname), ', ') into given
        from pg_attribute a
        where a.attrelid = ('formcheck.' || quote_ident(one.name))::regclass and a.attnum > 0 and not a.attisdropped
            and a.attidentity = '';
        execute format('grant insert (%s) on formcheck.%I to formcheck_practitioner', given, one.name);
        if one.name <> 'person' then
            execute format('grant insert (%s) on formcheck.%I to formcheck_person', given, one.name);
        end if;
        if one.name in ('person', 'session') then
            execute format('create or replace trigger log after insert or update or delete on formcheck.%I'
                ' for each row execute function formcheck.log_%s()', one.name, one.name);
        elsif one.name <> 'lease' then
            foreach event in array array['insert', 'update', 'delete'] loop
                execute format('drop trigger if exists log_%s on formcheck.%I', event, one.name);
                execute format('create trigger log_%s after %s on formcheck.%I referencing %s table as changed'
                    ' for each statement execute function formcheck.log_rows_of_%s()',
                    event, event, one.name, case event when 'delete' then 'old' else 'new' end,
                    case when one.of_session then 'session' else 'person' end);
            end loop;
        end if;
    end loop;

    -- The owner adds people and entrusts them, and so sees their names.
    execute 'drop policy if exists owners on formcheck.person';
    execute format('create policy owners on formcheck.person to %I using (true) with check (true)', current_user);
end $$;

-- The number at the end of an id is that of the machine, and a digit. A login that could take the ids of other machines' sessions in
-- advance could write tombstones for them: those machines would delete what they recorded.
drop policy if exists own_machine on formcheck.session;
create policy own_machine on formcheck.session as restrictive for insert to formcheck_practitioner, formcheck_person
    with check (exists (select 1 from formcheck.machine m where m.login = session_user
        and m.number::text = substring(session.id from '^\d{4}-\d{2}-\d{2}-\d{4}-([1-9]\d{0,2})\d$')));

-- Other machines read a row of a file at once, into memory.
do $$
begin
    if not exists (select 1 from pg_constraint where conname = 'part_of_1_mb'
            and conrelid = 'formcheck.session_file'::regclass) then
        alter table formcheck.session_file add constraint part_of_1_mb
            check (part >= 0 and octet_length(content) <= 1048576);
    end if;
end $$;

drop policy if exists fresh on formcheck.person;
create policy fresh on formcheck.person for insert to formcheck_practitioner with check (true);
create or replace trigger entrust_new after insert on formcheck.person
    for each row execute function formcheck.entrust_new();

alter table formcheck.entrusted enable row level security;
drop policy if exists theirs on formcheck.entrusted;
create policy theirs on formcheck.entrusted for select to formcheck_practitioner, formcheck_person
    using (login = session_user);
grant select on formcheck.entrusted to formcheck_practitioner, formcheck_person;
create or replace trigger log after insert or delete on formcheck.entrusted
    for each row execute function formcheck.log_entrusted();

-- A person sees who read and changed what is theirs. No login changes a line.
alter table formcheck.audit enable row level security;
drop policy if exists own on formcheck.audit;
create policy own on formcheck.audit for select to formcheck_person
    using (person in (select e.person from formcheck.entrusted e where e.login = session_user and e.own));
grant select on formcheck.audit to formcheck_person;

-- A tombstone makes machines delete files: only who may erase a session may write one.
alter table formcheck.tombstone enable row level security;
drop policy if exists seen on formcheck.tombstone;
create policy seen on formcheck.tombstone for select to formcheck_practitioner, formcheck_person using (true);
drop policy if exists theirs on formcheck.tombstone;
create policy theirs on formcheck.tombstone for insert to formcheck_practitioner, formcheck_person
    with check (exists (select 1 from formcheck.session s where s.id = tombstone.id));
grant select, insert on formcheck.tombstone to formcheck_practitioner, formcheck_person;

alter table formcheck.machine enable row level security;
drop policy if exists own on formcheck.machine;
create policy own on formcheck.machine to formcheck_practitioner, formcheck_person
    using (login = session_user) with check (login = session_user and formcheck.has_machine_left());
grant select on formcheck.machine to formcheck_practitioner, formcheck_person;
grant insert (name) on formcheck.machine to formcheck_practitioner, formcheck_person;

grant select on formcheck.flyway_schema_history to formcheck_practitioner, formcheck_person;
