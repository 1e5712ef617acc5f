import { Writable } from 'node:stream'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createLogCapture } from './capture-logs.ts'

function loggerTo(lines: string[]) {
  const out = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  return pino({ level: 'warn' }, out)
}

test('keeps what a job logs, also below the process’s level, with children and without secrets', () => {
  const written: string[] = []
  const capture = createLogCapture(() => new Date('2026-05-01T10:00:00Z'))
  const log = capture.through(loggerTo(written))
  log.info('Looked at %d', 3)
  log
    .child({ step: 'fetch' })
    .warn({ token: 'abc', url: 'https://x.test', nested: { password: 'p', n: 1 } }, 'Slow')
  log.error(new Error('no route'), 'Gave up:')
  expect(capture.lines()).toEqual([
    { at: '2026-05-01T10:00:00.000Z', level: 'info', message: 'Looked at %d' },
    {
      at: '2026-05-01T10:00:00.000Z',
      level: 'warn',
      message: 'Slow',
      data: { token: '[hidden]', url: 'https://x.test', nested: { password: '[hidden]', n: 1 } },
    },
    { at: '2026-05-01T10:00:00.000Z', level: 'error', message: 'Gave up: no route' },
  ])
  expect(written.length).toBe(2)
  expect(JSON.parse(written[0] ?? '')).toMatchObject({ step: 'fetch', msg: 'Slow' })
})

test('of very many lines the newest stay, and it says so', () => {
  const capture = createLogCapture()
  const log = capture.through(loggerTo([]))
  for (let n = 0; n < 500; n++) log.info(`line ${n}`)
  const lines = capture.lines()
  expect(lines[0]?.message).toBe('300 earlier lines are not kept')
  expect(lines.at(-1)?.message).toBe('line 499')
  expect(lines.length).toBe(201)
})
