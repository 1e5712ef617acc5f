// Installs what package-lock.json names, when that changed since the last time. Runs before every npm script
// on whatever Node the machine has, so it is plain JavaScript and needs no package.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..')
const lockFile = join(root, 'package-lock.json')
const modules = join(root, 'node_modules')
const stampFile = join(modules, '.installed-lock')
const busyFile = join(root, '.install-running')
const wantedNode = [20, 19]

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < wantedNode[0] || (major === wantedNode[0] && minor < wantedNode[1])) {
  fail(
    `JobPilot needs Node ${wantedNode.join('.')} or newer to install; this is ${process.versions.node}. Get one from https://nodejs.org.`,
  )
}

const wanted = createHash('sha256').update(readFileSync(lockFile)).digest('hex')
if (!isCurrent()) installOnce()

function isCurrent() {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return true
  // Somebody ran npm by hand, or the lock only lost packages: npm's own record of what is there tells.
  if (!matchesInstalled()) return false
  writeFileSync(stampFile, wanted)
  return true
}

function matchesInstalled() {
  const record = join(modules, '.package-lock.json')
  if (!existsSync(record)) return false
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages
  const locked = JSON.parse(readFileSync(lockFile, 'utf8')).packages
  return Object.entries(locked).every(
    ([name, entry]) =>
      name === '' || (installed[name] ? installed[name].version === entry.version : entry.optional === true),
  )
}

/** Of several starters at once one installs and the others wait for it. */
function installOnce() {
  const deadline = Date.now() + 15 * 60_000
  while (!claim()) {
    if (Date.now() > deadline)
      fail(`Another npm install seems to hang. If none runs, delete ${busyFile} and try again.`)
    sleep(200)
    if (!existsSync(busyFile) && isCurrent()) return
  }
  try {
    if (!isCurrent()) install()
  } finally {
    rmSync(busyFile, { force: true })
  }
}

function claim() {
  try {
    writeFileSync(busyFile, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    if (isAbandoned()) rmSync(busyFile, { force: true })
    return false
  }
}

function isAbandoned() {
  try {
    const pid = Number(readFileSync(busyFile, 'utf8'))
    // Just made and not yet filled.
    if (!pid) return Date.now() - statSync(busyFile).mtimeMs > 5_000
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

function install() {
  process.stderr.write('Installing what package-lock.json names (only when it changed) …\n')
  // The scripts then run on the Node among the packages, so that the machine's own may be older than they like.
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional']
  const npm = process.env.npm_execpath
  // stdout stays free for the command that was asked for.
  const options = { cwd: root, stdio: ['ignore', 2, 2] }
  const run = () =>
    // The Node among the packages may be the one that runs here, and npm ci removes it.
    npm?.endsWith('.js') && existsSync(process.execPath)
      ? spawnSync(process.execPath, [npm, ...args], options)
      : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
  let result = run()
  // npm ci empties node_modules first, which fails when another program just wrote into it.
  for (let retry = 1; retry <= 2 && result.status !== 0; retry++) {
    sleep(500)
    result = run()
  }
  if (result.status !== 0) {
    fail(
      `npm ci failed${result.error ? ` (${result.error.message})` : ''}. Is the package registry reachable, and is there room on the disk? Then try again.`,
    )
  }
  mkdirSync(modules, { recursive: true })
  writeFileSync(stampFile, wanted)
}

function sleep(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

function fail(words) {
  process.stderr.write(`${words}\n`)
  rmOwnClaim()
  process.exit(1)
}

function rmOwnClaim() {
  if (existsSync(busyFile) && readFileSync(busyFile, 'utf8') === String(process.pid))
    rmSync(busyFile, { force: true })
}
