import type { z } from 'zod'

type JsonSchema = z.core.JSONSchema.BaseSchema

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a type alone doesn't say: `1 to 100, default 20`. */
export function limitsText(schema: JsonSchema): string {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, format } = schema
  const said = [
    format ?? '',
    range(
      minimum === Number.MIN_SAFE_INTEGER ? undefined : minimum,
      maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum,
      '',
    ),
    range(minLength, maxLength, ' characters'),
    range(minItems, maxItems, ' items'),
    schema.default === undefined ? '' : `default ${JSON.stringify(schema.default)}`,
  ]
  return said.filter((text) => text !== '').join(', ')
}

function range(least: number | undefined, most: number | undefined, unit: string): string {
  if (least !== undefined && most !== undefined) return `${least} to ${most}${unit}`
  if (most !== undefined) return `at most ${most}${unit}`
  return least !== undefined && least !== 0 ? `at least ${least}${unit}` : ''
}

const names: Record<string, string> = { integer: 'number' }

/** A JSON schema as TypeScript would write the type. */
export function typeText(schema: JsonSchema, indent = ''): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((member) => JSON.stringify(member)).join(' | ')
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter(isSchema)
  if (branches.length > 0) return [...new Set(branches.map((branch) => typeText(branch, indent)))].join(' | ')
  if (schema.allOf)
    return schema.allOf
      .filter(isSchema)
      .map((part) => typeText(part, indent))
      .join(' & ')
  if (Array.isArray(schema.type)) {
    const { type, ...rest } = schema
    return type.map((name: JsonSchema['type']) => typeText({ ...rest, type: name }, indent)).join(' | ')
  }
  if (schema.type === 'object') return objectText(schema, indent)
  if (schema.type === 'array') return listText(schema, indent)
  return names[schema.type ?? ''] ?? schema.type ?? 'unknown'
}

function listText(schema: JsonSchema, indent: string): string {
  if (Array.isArray(schema.prefixItems))
    return `[${schema.prefixItems.map((item) => (isSchema(item) ? typeText(item, indent) : 'unknown')).join(', ')}]`
  const item = isSchema(schema.items) ? typeText(schema.items, indent) : 'unknown'
  return item.includes(' | ') && !item.startsWith('{') ? `(${item})[]` : `${item}[]`
}

function objectText({ properties, required, additionalProperties }: JsonSchema, indent: string): string {
  const inner = `${indent}  `
  const lines = Object.entries(properties ?? {}).map(([name, own]) => {
    if (!isSchema(own)) return `${inner}${name}: unknown\n`
    const type = typeText(own, inner)
    const limits = limitsText(own)
    // Behind a type of several lines it would stand beside the wrong one.
    const note = limits === '' || type.includes('\n') ? '' : ` // ${limits}`
    return `${inner}${name}${required?.includes(name) ? '' : '?'}: ${type}${note}\n`
  })
  if (isSchema(additionalProperties) && lines.length === 0)
    lines.push(`${inner}[key: string]: ${typeText(additionalProperties, inner)}\n`)
  return lines.length === 0 ? '{}' : `{\n${lines.join('')}${indent}}`
}
