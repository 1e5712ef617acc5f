import { sql, type Kysely } from 'kysely'

/**
 * Roles by policy: requests run as jobpilot_request (own rows), jobs and sign-in as jobpilot_worker (all
 * rows). Neither has BYPASSRLS, which hosted Postgres doesn't grant. Roles belong to the cluster, so
 * `down` leaves them: another database may use them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    do $$
    declare wanted text;
    begin
      foreach wanted in array array['jobpilot_request', 'jobpilot_worker'] loop
        begin
          if not exists (select from pg_roles where rolname = wanted) then
            execute format('create role %I nologin', wanted);
          end if;
        exception when duplicate_object or unique_violation then null; -- another database's migration was faster
        end;
        if not pg_has_role(current_user, wanted, 'usage') or current_setting('server_version_num')::int >= 160000 then
          execute format('grant %I to %I', wanted, current_user);
        end if;
      end loop;
    end $$`.execute(db)
  await sql`create schema app`.execute(db)
  await sql`grant usage on schema app, public to jobpilot_request, jobpilot_worker`.execute(db)
  await sql`
    create function app.current_user_id() returns uuid language sql stable parallel safe
    as $$ select nullif(current_setting('app.user_id', true), '')::uuid $$`.execute(db)
  await sql`
    create function app.set_updated_at() returns trigger language plpgsql
    as $$ begin new.updated_at = now(); return new; end $$`.execute(db)
  // One call gives a table of a person's rows its isolation; a later migration only names the table.
  await sql`
    create procedure app.protect_user_table(target regclass) language plpgsql as $$
    begin
      execute format('alter table %s enable row level security', target);
      execute format('alter table %s force row level security', target);
      execute format('create policy own_rows on %s for all to jobpilot_request
        using (user_id = (select app.current_user_id())) with check (user_id = (select app.current_user_id()))', target);
      execute format('create policy all_rows on %s for all to jobpilot_worker using (true) with check (true)', target);
      execute format('grant select, insert, update, delete on %s to jobpilot_request, jobpilot_worker', target);
    end $$`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop procedure app.protect_user_table(regclass)`.execute(db)
  await sql`drop function app.set_updated_at()`.execute(db)
  await sql`drop function app.current_user_id()`.execute(db)
  await sql`drop schema app`.execute(db)
}
