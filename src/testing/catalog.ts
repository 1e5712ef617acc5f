import type pg from 'pg'

/**
 * What defines the schemas `public` and `app`: one sorted line per object, comparable across databases. A column's
 * place is counted among the living ones: Postgres never gives the number of a dropped one again.
 */
const catalogQuery = `
  with ours as (select oid, nspname from pg_namespace where nspname in ('public', 'app'))
  select 'schema ' || nspname as line from ours
  union all select format('relation %s.%s kind %s persistence %s rls %s force %s acl %s', o.nspname, relname, relkind, relpersistence,
      relrowsecurity, relforcerowsecurity, (select string_agg(a::text, ',' order by a::text) from unnest(relacl) a))
    from pg_class c join ours o on o.oid = relnamespace where relkind in ('r', 'p', 'v', 'm', 'S', 'i')
  union all select format('column %s.%s %s %s not null %s default %s generated %s', relname, attname,
      row_number() over (partition by attrelid order by attnum), format_type(atttypid, atttypmod),
      attnotnull, pg_get_expr(adbin, adrelid), attgenerated)
    from pg_attribute a join pg_class c on c.oid = attrelid join ours o on o.oid = relnamespace
      left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where attnum > 0 and not attisdropped and relkind in ('r', 'p', 'v', 'm')
  union all select format('constraint %s on %s %s', conname, conrelid::regclass, pg_get_constraintdef(c.oid))
    from pg_constraint c join ours o on o.oid = connamespace
  union all select format('index %s', pg_get_indexdef(indexrelid))
    from pg_index join pg_class c on c.oid = indexrelid join ours o on o.oid = relnamespace
  union all select format('trigger %s', pg_get_triggerdef(t.oid))
    from pg_trigger t join pg_class c on c.oid = tgrelid join ours o on o.oid = relnamespace where not tgisinternal
  union all select format('policy %s on %s.%s %s to %s using %s check %s', policyname, schemaname, tablename, cmd, roles, qual, with_check)
    from pg_policies where schemaname in ('public', 'app')
  union all select format('function %s acl %s %s', p.oid::regprocedure,
      (select string_agg(a::text, ',' order by a::text) from unnest(proacl) a), pg_get_functiondef(p.oid))
    from pg_proc p join ours o on o.oid = pronamespace where prokind in ('f', 'p')
  union all select format('type %s %s', t.oid::regtype, typtype)
    from pg_type t join ours o on o.oid = typnamespace where typtype in ('e', 'd')
  union all select format('enum %s %s %s', enumtypid::regtype, enumsortorder, enumlabel)
    from pg_enum join pg_type t on t.oid = enumtypid join ours o on o.oid = typnamespace
  order by 1`

export async function catalog(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(catalogQuery)
  return rows.map((row) => row.line)
}
