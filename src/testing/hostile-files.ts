import { hostilePdfs } from './hostile-pdfs.ts'
import { hostileWordFiles, wordFile } from './hostile-word-files.ts'
import { onePage } from './write-pdf.ts'
import { writeZip } from './write-zip.ts'

/** A file that must be refused, and how. */
export interface HostileFile {
  what: string
  name: string
  bytes: () => Uint8Array | Promise<Uint8Array>
  status: 413 | 415 | 422
  code: string
}

const text = (words: string): Buffer => Buffer.from(words)
const begins = (...bytes: number[]): Buffer => Buffer.concat([Buffer.from(bytes), Buffer.alloc(500, 'x')])
const html = '<!doctype html><script>alert(1)</script>'

/** Something else than its name says, two things at once, or nothing we read. */
const types: [what: string, name: string, bytes: () => Uint8Array][] = [
  ['a Word file with macros by its name', 'cv.docm', () => wordFile()],
  ['an old Word file', 'cv.doc', () => begins(0xd0, 0xcf, 0x11, 0xe0)],
  ['a text file', 'cv.txt', () => text('Ann Example')],
  ['a file without extension', 'cv', () => onePage()],
  ['a program behind two extensions', 'cv.pdf.exe', () => onePage()],
  ['a program whose name is turned around', 'cv\u202Efdp.exe', () => onePage()],
  ['a Windows program as PDF', 'cv.pdf', () => begins(0x4d, 0x5a, 0x90, 0)],
  ['a Linux program as Word file', 'cv.docx', () => begins(0x7f, 0x45, 0x4c, 0x46)],
  ['a picture as PDF', 'cv.pdf', () => begins(0x89, 0x50, 0x4e, 0x47)],
  ['a photo as Word file', 'cv.docx', () => begins(0xff, 0xd8, 0xff, 0xe0)],
  ['HTML as PDF', 'cv.pdf', () => text(html)],
  [
    'SVG with a script as PDF',
    'cv.pdf',
    () => text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  ],
  ['a shell script as PDF', 'cv.pdf', () => text('#!/bin/sh\nrm -rf ~\n')],
  ['gzip as Word file', 'cv.docx', () => begins(0x1f, 0x8b, 8)],
  ['RAR as Word file', 'cv.docx', () => text('Rar!\x1a\x07\x01\x00')],
  ['7-Zip as Word file', 'cv.docx', () => begins(0x37, 0x7a, 0xbc, 0xaf)],
  ['RTF as Word file', 'cv.docx', () => text('{\\rtf1\\ansi Ann Example}')],
  ['a PDF as Word file', 'cv.docx', () => onePage()],
  ['a Word file as PDF', 'cv.pdf', () => wordFile()],
  ['a picture that is a PDF as well', 'cv.pdf', () => Buffer.concat([text('GIF89a\x01\x00'), onePage()])],
  ['a page that is a PDF as well', 'cv.pdf', () => Buffer.concat([text(`${html}<!--`), onePage()])],
  ['a script that is a PDF as well', 'cv.pdf', () => Buffer.concat([text('#!/bin/sh\nexit\n'), onePage()])],
  ['a zip that is a PDF as well', 'cv.pdf', () => writeZip([{ name: '%PDF-1.7', content: onePage() }])],
  [
    'a PDF that is a zip as well',
    'cv.pdf',
    () => Buffer.concat([onePage(), writeZip([{ name: 'evil.class', content: 'x' }])]),
  ],
  [
    'a PDF that is a zip with a comment as well',
    'cv.pdf',
    () => Buffer.concat([onePage(), writeZip([{ name: 'evil.class', content: 'x' }], '\n%%EOF\n')]),
  ],
]

const sizes: HostileFile[] = [
  { what: 'nothing as PDF', name: 'cv.pdf', bytes: () => Buffer.alloc(0), status: 422, code: 'resume_empty' },
  {
    what: 'nothing as Word file',
    name: 'cv.docx',
    bytes: () => Buffer.alloc(0),
    status: 422,
    code: 'resume_empty',
  },
  {
    what: '10 MB and a byte',
    name: 'cv.pdf',
    bytes: () => Buffer.concat([onePage(), Buffer.alloc(10_000_001)]).subarray(0, 10_000_001),
    status: 413,
    code: 'upload_too_large',
  },
  {
    what: '12 MB of a Word file',
    name: 'cv.docx',
    bytes: () => Buffer.concat([wordFile(), Buffer.alloc(12_000_000)]),
    status: 413,
    code: 'upload_too_large',
  },
]

export const hostileFiles: readonly HostileFile[] = [
  ...types.map(([what, name, bytes]): HostileFile => ({
    what,
    name,
    bytes,
    status: 415,
    code: 'resume_unsupported_type',
  })),
  ...sizes,
  ...hostilePdfs,
  ...hostileWordFiles,
]
