import { cpSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { build } from 'vite'
import { z } from 'zod'
import { describeRouter, virtualHost } from './client-contract.ts'

const packageFile = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  engines: z.record(z.string(), z.string()),
})

/**
 * Writes dist/client: the whole package `jobpilot` as callers install it, with JavaScript and declarations
 * that stand alone. See docs/decisions/0013-the-packed-client.md.
 */
export async function buildClient(root: string): Promise<string> {
  const target = path.join(root, 'dist', 'client')
  const draft = `${target}-${process.pid}`
  try {
    emitTypes(root, draft)
    const packages = await bundle(root, draft)
    writeFileSync(path.join(draft, 'LICENSES.txt'), licences(root, packages))
    writeFileSync(path.join(draft, 'package.json'), `${JSON.stringify(clientPackage(root), null, 2)}\n`)
    cpSync(path.join(root, 'docs', 'client'), draft, { recursive: true })
    cpSync(path.join(root, 'LICENSE'), path.join(draft, 'LICENSE'))
    rmSync(target, { recursive: true, force: true })
    renameSync(draft, target)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return target
}

/** Declarations of what src/client.ts exports, with the router written out in place of the server's. */
function emitTypes(root: string, outDir: string): void {
  const configFile = path.join(root, 'tsconfig.json')
  const read: unknown = ts.readConfigFile(configFile, (file) => ts.sys.readFile(file)).config
  const { options } = ts.parseJsonConfigFileContent(read, ts.sys, root)
  const source = path.join(root, 'src')
  const emitted: ts.CompilerOptions = {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: source,
    outDir,
  }
  const router = new Map([[path.join(source, 'router.ts'), describeRouter(root, options)]])
  const host = virtualHost(emitted, router)
  const program = ts.createProgram([path.join(source, 'client.ts')], emitted, host)
  const problems = ts.getPreEmitDiagnostics(program)
  if (problems.length > 0)
    throw new Error(ts.formatDiagnostics(problems, { ...host, getNewLine: () => '\n' }))
  program.emit(undefined, (file, text) => {
    // Part of the bundle's inside, which no caller sees; it would ask for tRPC's types.
    if (text.includes("from '@trpc/")) return
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text.replaceAll(/(from ['"]\.[^'"]*)\.ts(['"])/g, '$1.js$2'))
  })
}

/** One file of JavaScript with the packages in it; their names, for their licences. */
async function bundle(root: string, outDir: string): Promise<string[]> {
  const packages = new Set<string>()
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      lib: { entry: path.join(root, 'src', 'client.ts'), formats: ['es'], fileName: () => 'client.js' },
    },
    plugins: [
      {
        name: 'note-packages',
        moduleParsed({ id }) {
          const name = /.*[/\\]node_modules[/\\]((?:@[^/\\]+[/\\])?[^/\\]+)/.exec(id)?.[1]
          if (name) packages.add(name.replaceAll('\\', '/'))
        },
      },
    ],
  })
  return [...packages].toSorted()
}

function licences(root: string, packages: string[]): string {
  const texts = packages.map((name) => {
    const folder = path.join(root, 'node_modules', name)
    const [file] = globSync('LICEN[CS]E*', { cwd: folder })
    if (file === undefined) throw new Error(`${name} brings no licence, so its code may not be packed`)
    return `${name}\n\n${readFileSync(path.join(folder, file), 'utf8').trim()}\n`
  })
  return `client.js contains code of these packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`
}

function clientPackage(root: string): object {
  const own = packageFile.parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')))
  return {
    name: own.name,
    version: own.version,
    description: 'Typed client of JobPilot, a self-hostable job-search copilot.',
    license: own.license,
    type: 'module',
    sideEffects: false,
    engines: own.engines,
    exports: {
      './client': { types: './client.d.ts', default: './client.js' },
      './package.json': './package.json',
    },
  }
}

if (import.meta.main) {
  const root = path.resolve(import.meta.dirname, '..')
  const folder = await buildClient(root)
  process.stdout.write(
    `The client is in ${path.relative(process.cwd(), folder)}; npm pack makes a package of it.\n`,
  )
}
