import { z } from 'zod'

/**
 * Zod's own formats with the wider ones each fits into. Their patterns are long to read and zod's to change, so that the
 * baseline leaves out the first of each format.
 */
const known: { name: string; schema: z.ZodType; within?: string[] }[] = [
  { name: 'uuid()', schema: z.uuid() },
  { name: 'uuidv4()', schema: z.uuidv4(), within: ['uuid()'] },
  { name: 'uuidv7()', schema: z.uuidv7(), within: ['uuid()'] },
  { name: 'email()', schema: z.email() },
  { name: 'date()', schema: z.iso.date() },
  { name: 'time()', schema: z.iso.time() },
  { name: 'base64()', schema: z.base64() },
  { name: 'base64url()', schema: z.base64url() },
  {
    name: 'datetime()',
    schema: z.iso.datetime(),
    within: [
      'datetime({ offset: true })',
      'datetime({ local: true })',
      'datetime({ offset: true, local: true })',
    ],
  },
  {
    name: 'datetime({ offset: true })',
    schema: z.iso.datetime({ offset: true }),
    within: ['datetime({ offset: true, local: true })'],
  },
  {
    name: 'datetime({ local: true })',
    schema: z.iso.datetime({ local: true }),
    within: ['datetime({ offset: true, local: true })'],
  },
  { name: 'datetime({ offset: true, local: true })', schema: z.iso.datetime({ offset: true, local: true }) },
]

const names = new Map<string, string>()
const implied = new Map<string, string>()
for (const { name, schema } of known) {
  const { format, pattern } = z.toJSONSchema(schema)
  if (format === undefined || pattern === undefined) continue
  names.set(pattern, name)
  if (!implied.has(format)) implied.set(format, pattern)
}

/** The pattern that a format has when none is named. */
export function impliedPattern(format: string | undefined): string | undefined {
  return format === undefined ? undefined : implied.get(format)
}

export function patternText(pattern: string): string {
  return names.get(pattern) ?? pattern
}

/** Whether all that fits the one fits the other; of patterns that aren't zod's only equal ones are known to. */
export function fitsPattern(narrow: string, wide: string): boolean {
  const within = known.find(({ name }) => name === names.get(narrow))?.within ?? []
  return narrow === wide || within.includes(patternText(wide))
}
