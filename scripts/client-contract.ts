import path from 'node:path'
import ts from 'typescript'
import { createTypePrinter, type TypePrinter } from './print-type.ts'

const kinds: Record<string, string> = {
  QueryProcedure: 'Query',
  MutationProcedure: 'Mutation',
  SubscriptionProcedure: 'Subscription',
}

/** As much of tRPC's router as its clients look at, so that `createTRPCReact<AppRouter>()` takes it as well. */
const routerTypes = `
interface Procedure<Kind extends string, Input, Output> {
  _def: {
    $types: { input: Input; output: Output }
    type: Kind
    procedure: true
    meta: unknown
    experimental_caller: boolean
    inputs: any[]
  }
  meta: unknown
  (options: any): Promise<any>
}
type Query<Input, Output> = Procedure<'query', Input, Output>
type Mutation<Input, Output> = Procedure<'mutation', Input, Output>
type Subscription<Input, Value> = Procedure<'subscription', Input, AsyncIterable<Value, void, unknown>>

/** Every procedure of the server this package was made from. */
export interface AppRouter {
  _def: {
    _config: {
      $types: { ctx: object; meta: object; errorShape: ErrorShape; transformer: false }
      transformer: any
      errorFormatter: any
      allowOutsideOfServer: boolean
      isServer: boolean
      isDev: boolean
    }
    router: true
    procedure?: never
    procedures: Procedures
    record: Procedures
    lazy: Record<string, any>
  }
  createCaller: any
}
`

/**
 * src/router.ts as callers need it: the same procedures with their inputs, outputs and comments written out,
 * without a word of the server behind them.
 */
export function describeRouter(root: string, options: ts.CompilerOptions): string {
  const { checker, exported } = inspect(
    root,
    options,
    `import type { AppRouter } from './router.ts'
     export declare const router: AppRouter['_def']['record']
     export declare const errorShape: AppRouter['_def']['_config']['$types']['errorShape']`,
  )
  const printer = createTypePrinter(checker)
  const procedures = printRecord(checker, printer, exported('router'), { at: '', indent: '' })
  const shape = printer.print(exported('errorShape'), 'errorShape')
  return `/** What a refused call says. */
export type ErrorShape = ${shape}
${routerTypes}
export type Procedures = ${procedures}
`
}

/** The types of a text that stands beside src/router.ts, without writing it there. */
function inspect(root: string, options: ts.CompilerOptions, text: string) {
  const entry = path.join(root, 'src', 'inspected-router.ts')
  const host = virtualHost(options, new Map([[entry, text]]))
  const program = ts.createProgram([entry], { ...options, noEmit: true }, host)
  const checker = program.getTypeChecker()
  const file = program.getSourceFile(entry)
  const module_ = file && checker.getSymbolAtLocation(file)
  const symbols = module_ ? checker.getExportsOfModule(module_) : []
  const exported = (name: string): ts.Type => {
    const symbol = symbols.find((candidate) => candidate.name === name)
    if (!symbol) throw new Error(`The router exports no ${name}`)
    return checker.getTypeOfSymbol(symbol)
  }
  return { checker, exported }
}

/** A compiler host for which some files read differently from the disk. */
export function virtualHost(
  options: ts.CompilerOptions,
  files: ReadonlyMap<string, string>,
): ts.CompilerHost {
  const host = ts.createCompilerHost(options)
  const onDisk = { ...host }
  host.fileExists = (file) => files.has(file) || onDisk.fileExists(file)
  host.readFile = (file) => files.get(file) ?? onDisk.readFile(file)
  host.getSourceFile = (file, language, onError, fresh) => {
    const text = files.get(file)
    return text === undefined
      ? onDisk.getSourceFile(file, language, onError, fresh)
      : ts.createSourceFile(file, text, language)
  }
  return host
}

interface Place {
  /** The sub-router; '' for the whole. */
  at: string
  indent: string
}

function printRecord(
  checker: ts.TypeChecker,
  printer: TypePrinter,
  record: ts.Type,
  { at, indent }: Place,
): string {
  const inner = `${indent}  `
  const lines = checker.getPropertiesOfType(record).map((property) => {
    const type = checker.getTypeOfSymbol(property)
    const name = at === '' ? property.name : `${at}.${property.name}`
    const kind = kinds[type.getSymbol()?.getName() ?? '']
    const body = kind
      ? `${kind}<${printCall(checker, printer, { procedure: type, name, inner })}>`
      : printRecord(checker, printer, type, { at: name, indent: inner })
    return `${printer.comment(property, inner)}${inner}${property.name}: ${body}\n`
  })
  return `{\n${lines.join('')}${indent}}`
}

function printCall(
  checker: ts.TypeChecker,
  printer: TypePrinter,
  { procedure, name, inner }: { procedure: ts.Type; name: string; inner: string },
): string {
  const member = (type: ts.Type, key: string): ts.Type => {
    const symbol = type.getProperty(key)
    if (!symbol) throw new Error(`${name} has no ${key}: is it no procedure of tRPC any more?`)
    return checker.getTypeOfSymbol(symbol)
  }
  const types = member(member(procedure, '_def'), '$types')
  const output = member(types, 'output')
  const yields =
    output.getSymbol()?.name === 'AsyncIterable'
      ? checker.getTypeArguments(output as ts.TypeReference)[0] // a generic interface with its arguments
      : undefined
  const answer = printer.print(yields ?? output, `${name} output`, inner)
  const input = printer.print(member(types, 'input'), `${name} input`, inner)
  const [taken] = /[\w?]+: unknown$/m.exec(input) ?? []
  if (taken)
    throw new Error(`${name} input takes ${taken}: say what callers send, as z.coerce.number<number>()`)
  return `${input}, ${answer}`
}
