import { deflateSync } from 'node:zlib'
import PDFDocument from 'pdfkit'
import type { HostileFile } from './hostile-files.ts'
import { onePage, packedBlanks, packedStream, pdfStream, writePdf } from './write-pdf.ts'

type Make = () => Uint8Array | Promise<Uint8Array>

const refused = (code: string, what: string, bytes: Make): HostileFile => ({
  what,
  name: 'cv.pdf',
  bytes,
  status: 422,
  code,
})
const corrupt = (what: string, bytes: Make): HostileFile => refused('resume_corrupt', what, bytes)
const active = (what: string, bytes: Make): HostileFile => refused('resume_active_content', what, bytes)

function locked(): Promise<Uint8Array> {
  const pdf = new PDFDocument({ userPassword: 'secret', pdfVersion: '1.7' })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  return new Promise((resolve) => {
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.text('Ann Example')
    pdf.end()
  })
}

/** As many pages as asked for, all of them one. */
function pages(count: number): Buffer {
  const kids = Array.from({ length: count }, (_, index) => `${index + 3} 0 R`).join(' ')
  return writePdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${count} >>`,
    ...Array.from({ length: count }, () => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>'),
  ])
}

const script = '(app.launchURL("https://evil.example"))'
/** An object packed away where a reader of plain text doesn't see it (ISO 32000, 7.5.7). */
const hidden = (object: string): Buffer => packedStream(`7 0 ${object}`, '/Type /ObjStm /N 1 /First 4')

export const hostilePdfs: readonly HostileFile[] = [
  corrupt('a header and nothing more', () => Buffer.from('%PDF-1.7\n')),
  corrupt('a header and noise', () =>
    Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(2_000_000, '\x93\x11<<obj ')]),
  ),
  corrupt('a document cut off in its first objects', () => onePage().subarray(0, 60)),
  refused('resume_scanned', 'a document without pages', () =>
    writePdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 3 >>']),
  ),
  corrupt('pages that contain themselves', () =>
    writePdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R] /Count 1 >>']),
  ),
  corrupt('an object stream that unpacks without end', () =>
    onePage({ further: [pdfStream(packedBlanks(60), '/Filter /FlateDecode /Type /ObjStm /N 1 /First 4')] }),
  ),
  corrupt('a page that unpacks to 600 MB', () =>
    onePage({ content: pdfStream(packedBlanks(600), '/Filter /FlateDecode') }),
  ),
  corrupt('a page packed twice', () =>
    onePage({
      content: pdfStream(deflateSync(packedBlanks(2_000)), '/Filter [/FlateDecode /FlateDecode]'),
    }),
  ),
  refused('resume_encrypted', 'a password', locked),
  refused('resume_scanned', 'no text at all', () => onePage({ content: pdfStream('0 0 100 100 re f') })),
  refused('resume_too_long', '2,000 pages', () => pages(2_000)),
  active('a script that runs when it is opened', () =>
    onePage({ catalog: `/OpenAction << /S /JavaScript /JS ${script} >>` }),
  ),
  active('a script under a written-out name', () =>
    onePage({ catalog: `/OpenAction << /S /J#61v#61Script /JS ${script} >>` }),
  ),
  active('a script among the names', () =>
    onePage({ catalog: `/Names << /JavaScript << /Names [(a) << /S/JavaScript/JS ${script} >>] >> >>` }),
  ),
  active('a script of the page', () => onePage({ page: `/AA << /O << /S /JavaScript /JS ${script} >> >>` })),
  active('a script in a packed object', () =>
    onePage({ further: [hidden(`<< /S /JavaScript /JS ${script} >>`)] }),
  ),
  active('a program that is started', () =>
    onePage({ catalog: '/OpenAction << /S /Launch /F (cmd.exe) >>' }),
  ),
  active('a program started from a packed object', () =>
    onePage({ further: [hidden('<< /S /Launch /F (cmd.exe) >>')] }),
  ),
]
