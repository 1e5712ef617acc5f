import { XMLParser } from 'fast-xml-parser'

const repeated = new Set(['position', 'item', 'office', 'jobDescription', 'tt:location'])

/**
 * XML as plain values, all text kept as text ("0123" stays "0123"); null when it is none. Entities that a
 * document defines itself are refused by not reading its DOCTYPE.
 */
export function parseXml(body: string): unknown {
  const source = body.replace(/^\ufeff/, '').trimStart()
  if (!source.startsWith('<') || /<!ENTITY/i.test(source.slice(0, 20_000))) return null
  const parser = new XMLParser({
    ignoreAttributes: true,
    parseTagValue: false,
    trimValues: true,
    htmlEntities: true,
    processEntities: { enabled: true, maxTotalExpansions: 1_000_000, maxExpandedLength: 20_000_000 },
    isArray: (name) => repeated.has(name),
  })
  try {
    return parser.parse(source) as unknown
  } catch {
    return null
  }
}
