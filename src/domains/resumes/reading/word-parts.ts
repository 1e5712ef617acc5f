import { decodeXML } from 'entities'
import { failWith } from '../../../platform/errors.ts'
import { resumeErrors } from '../errors.ts'

const fail = failWith(resumeErrors)

/** Macros, ActiveX controls, and files inside the file that programs run or unpack. */
export function isActivePart(name: string): boolean {
  return (
    /(^|\/)(vba(Project|Data)[^/]*|activeX|customUI)(\.|\/|$)/i.test(name) ||
    /\.(zip|7z|rar|gz|tgz|tar|jar|exe|dll|scr|com|msi|lnk|bat|cmd|ps1|vbs?|js|hta|sh|docm|dotm|xlsm|pptm)$/i.test(
      name,
    )
  )
}

const relationship = /<(?:\w+:)?Relationship\s([^<>]*)>/g
const attribute = (attributes: string, name: string): string =>
  decodeXML(new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1] ?? '')

/** Links and pictures are only followed when somebody asks; a template of one's own disk is everyday. */
function reachesOut(attributes: string): boolean {
  if (attribute(attributes, 'TargetMode').toLowerCase() !== 'external') return false
  const kind = attribute(attributes, 'Type').split('/').at(-1) ?? ''
  if (kind === 'hyperlink' || kind === 'image') return false
  const target = attribute(attributes, 'Target')
  const isLocal = /^(file:\/{3})?([a-z]:|[^/\\:]+$|\/(?![/\\]))/i.test(target)
  return !(kind === 'attachedTemplate' && isLocal)
}

/**
 * Refuses what a Word file may not do: declare entities (ECMA-376 part 2 forbids DTDs), carry macros, load objects or templates from
 * elsewhere. We would do none of it; whoever downloads the file again might.
 */
export function assertPassive(files: ReadonlyMap<string, string>): void {
  for (const [name, xml] of files) {
    const refuse = (what: string) => fail('resume_active_content', { message: `${what} in ${name}` })
    if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw refuse('a DTD')
    if (name.endsWith('[Content_Types].xml') && /macroEnabled|vbaProject|activeX/i.test(xml))
      throw refuse('macros')
    if (!name.endsWith('.rels')) continue
    for (const [, attributes = ''] of xml.matchAll(relationship)) {
      if (reachesOut(attributes)) throw refuse('an external relationship')
    }
  }
}
