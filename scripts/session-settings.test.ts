import path from 'node:path'
import { expect, test } from 'vitest'
import { findSessionSettings, listSessionSettings } from './session-settings.ts'

const lines = (code: string): number[] => findSessionSettings(code).map(({ line }) => line)

test.each([
  ["sql`select set_config('app.user_id', ${id}, false)`"],
  ["sql`select set_config('app.user_id', ${id}, ${isLocal})`"],
  ["sql`select set_config('app.user_id', coalesce(nullif(${id}, ''), 'x'), false), 1`"],
  ["client.query(`SELECT SET_CONFIG('a',\n 'b', FALSE)`)"],
  ["client.query('set role jobpilot_worker')"],
  ['client.query(`set role ${role}`)'],
  ['client.query(\'SET ROLE TO "admin"\')'],
  ["client.query('set session role x')"],
  ["client.query('set session authorization x')"],
  ['client.query("set app.user_id = \'1\'")'],
  ["client.query('begin; set app.user_id to 1')"],
  ["client.query('begin; set role jobpilot_worker')"],
  ['sql`do $$ begin set role jobpilot_worker; end $$`'],
  ['sql`${begin} set role ${role}`'],
])('%s is refused', (code) => {
  expect(lines(code)).toEqual([1])
})

test.each([
  ["sql`select set_config('app.user_id', ${id}, true)`"],
  ["sql`select set_config('synchronous_commit', lower('OFF'), true), 1`"],
  ["client.query('set local role jobpilot_worker')"],
  ["client.query('begin; set local app.user_id = 1')"],
  ["client.query('update users set role = $1')"],
  ["client.query('insert into users values (1) on conflict do update set role = 1')"],
  ['sql`create function f() returns void language sql security definer set search_path = pg_catalog`'],
  ['// set role admin'],
])('%s is fine', (code) => {
  expect(lines(code)).toEqual([])
})

test('says where', () => {
  expect(findSessionSettings("\nconst a = 1\nquery('set   role x')")).toEqual([
    { line: 3, sql: 'set role x' },
  ])
})

test('the project has none', () => {
  expect(listSessionSettings(path.resolve(import.meta.dirname, '..'))).toEqual([])
})
