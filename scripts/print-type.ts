import ts from 'typescript'

/** Types that a reader of the declaration knows from the language itself. */
const known = new Set(['Uint8Array', 'Date'])
const plain =
  ts.TypeFlags.String |
  ts.TypeFlags.Number |
  ts.TypeFlags.Boolean |
  ts.TypeFlags.BooleanLiteral |
  ts.TypeFlags.Literal |
  ts.TypeFlags.Null |
  ts.TypeFlags.Undefined |
  ts.TypeFlags.Void |
  ts.TypeFlags.Unknown |
  ts.TypeFlags.Never

const isFlag = (member: ts.Type): boolean => (member.flags & ts.TypeFlags.BooleanLiteral) !== 0
/** As people write them: what it is first, what it may lack last. */
const rank = (text: string): number => ['null', 'undefined'].indexOf(text)

export interface TypePrinter {
  /** The type with everything it names written out, so that it needs no import. `at` names it in a failure. */
  print(type: ts.Type, at: string, indent?: string): string
  /** The doc comment of a property, indented; empty when it has none. */
  comment(symbol: ts.Symbol, indent: string): string
}

export function createTypePrinter(checker: ts.TypeChecker): TypePrinter {
  const comment = (symbol: ts.Symbol, indent: string): string => {
    const text = ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim()
    if (text === '') return ''
    const lines = text.replaceAll('*/', '* /').split('\n')
    if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`
    return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`
  }

  const print = (type: ts.Type, at: string, indent = ''): string => {
    if (type.flags & ts.TypeFlags.Any) throw new Error(`${at} is any: give it a schema`)
    if (type.flags & plain && !(type.flags & ts.TypeFlags.Union)) return checker.typeToString(type)
    if (type.isUnion()) return printUnion(type, at, indent)
    if (checker.isTupleType(type)) {
      const items = checker.getTypeArguments(type as ts.TypeReference) // a tuple is a reference
      return `[${items.map((item) => print(item, at, indent)).join(', ')}]`
    }
    if (checker.isArrayType(type)) {
      const [item] = checker.getTypeArguments(type as ts.TypeReference) // as an array is
      const printed = item ? print(item, `${at}[]`, indent) : 'unknown'
      return / \| /.test(printed) && !printed.startsWith('{') ? `(${printed})[]` : `${printed}[]`
    }
    const name = type.getSymbol()?.getName() ?? ''
    if (known.has(name)) return name
    if (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) return printObject(type, at, indent)
    throw new Error(`${at}: ${checker.typeToString(type)} can't be written out`)
  }

  const printUnion = (type: ts.UnionType, at: string, indent: string): string => {
    const flags = type.types.filter(isFlag)
    const others = type.types.filter((member) => flags.length < 2 || !isFlag(member))
    const printed = others.map((member) => print(member, at, indent))
    if (flags.length === 2) printed.unshift('boolean')
    return printed.toSorted((a, b) => rank(a) - rank(b)).join(' | ')
  }

  const printObject = (type: ts.Type, at: string, indent: string): string => {
    if (type.getCallSignatures().length > 0) throw new Error(`${at} is a function`)
    const inner = `${indent}  `
    const lines = checker.getIndexInfosOfType(type).map(({ keyType, type: value }) => {
      const key = checker.typeToString(keyType)
      return `${inner}[key: ${key}]: ${print(value, `${at}[${key}]`, inner)}\n`
    })
    for (const property of checker.getPropertiesOfType(type)) {
      const own = checker.getTypeOfSymbol(property)
      const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0
      const key = /^[A-Za-z_$][\w$]*$/.test(property.name) ? property.name : JSON.stringify(property.name)
      const place = `${at}.${property.name}`
      lines.push(
        `${comment(property, inner)}${inner}${key}${isOptional ? '?' : ''}: ${print(own, place, inner)}\n`,
      )
    }
    return lines.length === 0 ? '{}' : `{\n${lines.join('')}${indent}}`
  }

  return { print, comment }
}
