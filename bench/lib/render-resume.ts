import { renderDocx } from './render-docx.ts'
import { renderPdf } from './render-pdf.ts'
import { parseMarkup } from './resume-markup.ts'
import type { TruthResume } from './truth-set.ts'

export interface RenderedResume {
  fileName: string
  bytes: Buffer
}

/** Turns a résumé of the truth set into the file that its owner would upload. */
export async function renderResume(resume: TruthResume): Promise<RenderedResume> {
  const document = parseMarkup(resume.body)
  if (resume.layout === 'docx-plain' || resume.layout === 'docx-tables') {
    return { fileName: `${resume.id}.docx`, bytes: await renderDocx(document, resume.layout) }
  }
  const bytes = await renderPdf(document, resume.layout, resume.letterSpacedHeadings)
  return { fileName: `${resume.id}.pdf`, bytes }
}
