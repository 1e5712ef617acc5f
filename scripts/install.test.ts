import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const script = path.join(import.meta.dirname, 'install.mjs')
/** Stands in for npm: notes that it was called, takes a moment, leaves a package behind. */
const fakeNpm = `
  import { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
  appendFileSync('calls.txt', process.argv.slice(2).join(' ') + '\\n')
  await new Promise((resolve) => setTimeout(resolve, 300))
  if (existsSync('broken')) process.exit(1)
  if (existsSync('stumbles')) { rmSync('stumbles'); process.exit(1) }
  mkdirSync('node_modules/thing', { recursive: true })
  writeFileSync('node_modules/thing/index.js', '')`

let clone: string
beforeEach(() => {
  clone = mkdtempSync(path.join(os.tmpdir(), 'jobpilot-install-'))
  writeFileSync(path.join(clone, 'npm.js'), fakeNpm)
  writeFileSync(path.join(clone, 'package.json'), '{"type":"module"}')
  lock('1.0.0')
})
afterEach(() => rmSync(clone, { recursive: true }))

function lock(version: string): void {
  const packages = {
    '': {},
    'node_modules/thing': { version },
    'node_modules/for-windows': { version: '1.0.0', optional: true },
  }
  writeFileSync(path.join(clone, 'package-lock.json'), JSON.stringify({ packages }))
}

const calls = (): string[] => {
  const file = path.join(clone, 'calls.txt')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
}

const env = () => ({ ...process.env, npm_execpath: path.join(clone, 'npm.js') })
const install = (nodeArgs: string[] = []) =>
  spawnSync(process.execPath, [...nodeArgs, script, clone], { env: env(), encoding: 'utf8' })

async function installInBackground(): Promise<number> {
  const [code]: unknown[] = await once(spawn(process.execPath, [script, clone], { env: env() }), 'exit')
  return Number(code)
}

test('installs after a clone and after a change of the lock, else not', () => {
  const first = install()
  expect(first.status, first.stderr).toBe(0)
  expect(calls()).toEqual([expect.stringMatching(/^ci .*--include=dev/)])
  install()
  expect(calls()).toHaveLength(1)
  lock('1.0.1')
  install()
  expect(calls()).toHaveLength(2)
})

test('writes nothing to stdout, which belongs to the command asked for', () => {
  expect(install().stdout).toBe('')
})

test('takes an npm ci by hand for what it is', () => {
  mkdirSync(path.join(clone, 'node_modules'))
  const record = (version: string) =>
    writeFileSync(
      path.join(clone, 'node_modules', '.package-lock.json'),
      JSON.stringify({ packages: { 'node_modules/thing': { version } } }),
    )
  record('1.0.0')
  install()
  expect(calls()).toEqual([])
  rmSync(path.join(clone, 'node_modules', '.installed-lock'))
  record('0.9.0')
  install()
  expect(calls()).toHaveLength(1)
})

test('a lock that only lost packages asks for no install', () => {
  install()
  const all = { 'node_modules/thing': { version: '1.0.0' }, 'node_modules/dropped': { version: '1.0.0' } }
  writeFileSync(path.join(clone, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: all }))
  writeFileSync(
    path.join(clone, 'package-lock.json'),
    JSON.stringify({ packages: { '': {}, 'node_modules/thing': { version: '1.0.0' } } }),
  )
  expect(install().status).toBe(0)
  expect(calls()).toHaveLength(1)
})

test('a stumble is tried again', () => {
  writeFileSync(path.join(clone, 'stumbles'), '')
  expect(install().status).toBe(0)
  expect(calls()).toHaveLength(2)
})

test('several at once install once', async () => {
  expect(await Promise.all([installInBackground(), installInBackground(), installInBackground()])).toEqual([
    0, 0, 0,
  ])
  expect(calls()).toHaveLength(1)
})

test('the claim of a killed installer holds nobody up', () => {
  writeFileSync(path.join(clone, '.install-running'), '4000000')
  expect(install().status).toBe(0)
  expect(existsSync(path.join(clone, '.install-running'))).toBe(false)
})

test('a failure is words, and the next try tries again', () => {
  writeFileSync(path.join(clone, 'broken'), '')
  const failed = install()
  expect(failed.status).toBe(1)
  expect(failed.stderr).toMatch(/npm ci failed.*registry/)
  rmSync(path.join(clone, 'broken'))
  expect(calls()).toHaveLength(3)
  expect(install().status).toBe(0)
  expect(calls()).toHaveLength(4)
})

test('an old Node is told which one is needed', () => {
  const pretend = "data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'20.18.3'}})"
  const { status, stderr } = install(['--import', pretend])
  expect(status).toBe(1)
  expect(stderr).toMatch(/needs Node 20\.19 or newer.*20\.18\.3/)
  expect(calls()).toEqual([])
})
