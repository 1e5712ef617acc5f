import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { createPrettyPrinter, prettyLine } from './dev-log.ts'

const root = '/home/somebody/jobpilot'
const time = new Date(2026, 10, 20, 9, 5, 7).getTime()
const shown = (entry: object) => stripVTControlCharacters(prettyLine(JSON.stringify(entry), root))

test('an error is words, its message and the frames of our own files', () => {
  const stack = `TypeError: no name
    at readName (file://${root}/src/domains/a.ts:3:5)
    at async call (${root}/node_modules/@trpc/server/dist/x.mjs:1:1)
    at process.processTicksAndRejections (node:internal/process/task_queues:104:5)
    at async node:internal/modules/esm/loader:647:26
    at ${root}/src/app.ts:9:1`
  const err = { type: 'TypeError', message: 'no name', stack }
  expect(shown({ level: 50, time, service: 'jobpilot', msg: 'procedure failed', route: 'users.me', err }))
    .toBe(`09:05:07 error procedure failed (users.me)
  TypeError: no name
      at readName (src/domains/a.ts:3:5)
      at src/app.ts:9:1`)
})

test('a request is one line, and what else a line says follows it', () => {
  const request = { method: 'GET', route: '/api/v1/health', status: 200, duration_ms: 3 }
  expect(shown({ level: 30, time, ...request, request_id: 'r', trace_id: 't' })).toBe(
    '09:05:07 info  GET /api/v1/health 200  3 ms',
  )
  expect(shown({ level: 40, time, msg: 'retrying', attempt: 2, request_id: 'r' })).toBe(
    '09:05:07 warn  retrying attempt=2 request r',
  )
})

test('what is no line of the log passes as it is, in whole lines, without frames that are not ours', () => {
  let written = ''
  const print = createPrettyPrinter(root, (text) => (written += text))
  print('[10:00] 123456 is your co')
  print('de\n{"a": 1}\n{broken\n\n    at x (node:internal/y:1:1)\n')
  expect(written).toBe('[10:00] 123456 is your code\n{"a": 1}\n{broken\n\n')
})
