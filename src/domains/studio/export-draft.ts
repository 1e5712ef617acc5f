import type { Tx } from '../../platform/db/types.ts'
import { failWith } from '../../platform/errors.ts'
import { textSha256 } from './draft-text.ts'
import { studioErrors } from './errors.ts'
import { findApproval, findDraft, findVersion } from './queries.ts'
import { renderDocument, type RenderedDocument } from './render-document.ts'
import type { ExportFormat } from './schema.ts'

const fail = failWith(studioErrors)

function fileName(organization: string, format: ExportFormat): string {
  const slug = organization
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
  return `${['cover-letter', slug].filter(Boolean).join('-')}.${format}`
}

/** The approved text as a file, in every format only after approval: what leaves is what was approved. */
export async function exportDraft(
  tx: Tx,
  { userId, id, format }: { userId: string; id: string; format: ExportFormat },
): Promise<RenderedDocument & { fileName: string }> {
  const draft = await findDraft(tx, userId, id)
  const version = draft && (await findVersion(tx, userId, id, draft.version))
  if (!draft || !version) throw fail('draft_not_found')
  const approval = await findApproval(tx, userId, version.id)
  if (!approval || draft.state !== 'approved') throw fail('draft_not_approved')
  if (approval.sha256 !== textSha256(version.text))
    throw new Error(`text of version ${version.id} is not the approved one`)
  const title = [draft.title, draft.organization].filter(Boolean).join(', ')
  const rendered = await renderDocument(version.text, format, { title, createdAt: approval.approved_at })
  return { ...rendered, fileName: fileName(draft.organization, format) }
}
