import { constants, deflateSync } from 'node:zlib'

export type PdfObject = string | Buffer

/** An object with data; packed as its filter says. */
export function pdfStream(data: string | Buffer, dictionary = ''): Buffer {
  const bytes = Buffer.from(data)
  const head = `<< /Length ${bytes.length} ${dictionary} >>\nstream\n`
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from('\nendstream')])
}

/** Blanks that take a thousandth of their size, as zlib packs them; made without having them all in memory. */
export function packedBlanks(megabytes: number): Buffer {
  const [header, million] = [Buffer.from([0x78, 0x9c]), Buffer.alloc(1_000_000, ' ')]
  const block = deflateSync(million, { level: 9, finishFlush: constants.Z_FULL_FLUSH }).subarray(
    header.length,
  )
  return Buffer.concat([
    header,
    ...Array.from({ length: megabytes }, () => block),
    Buffer.from([3, 0, 0, 0, 0, 1]),
  ])
}

export function packedStream(data: string | Buffer, dictionary = ''): Buffer {
  return pdfStream(deflateSync(data, { level: 9 }), `/Filter /FlateDecode ${dictionary}`)
}

/** A PDF of these objects, numbered from 1; the first is its catalog. */
export function writePdf(objects: readonly PdfObject[]): Buffer {
  const parts = [Buffer.from('%PDF-1.7\n')]
  const offsets: number[] = []
  let length = parts[0]?.length ?? 0
  for (const [index, object] of objects.entries()) {
    offsets.push(length)
    const part = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      Buffer.from(object),
      Buffer.from('\nendobj\n'),
    ])
    parts.push(part)
    length += part.length
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`
  return Buffer.concat([...parts, Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${table}${trailer}`)])
}

const line = 'BT /F1 12 Tf 50 700 Td (Ann Example, nurse, ann@example.org) Tj ET'

export interface OnePage {
  /** Added to the catalog's, or the page's, dictionary. */
  catalog?: string
  page?: string
  content?: PdfObject
  /** From number 6 on. */
  further?: readonly PdfObject[]
}

/** A page that says who Ann Example is, and whatever else is asked for. */
export function onePage({
  catalog = '',
  page = '',
  content = pdfStream(line),
  further = [],
}: OnePage = {}): Buffer {
  return writePdf([
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> ${page} >>`,
    content,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...further,
  ])
}
