import mammoth from 'mammoth'
import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, test } from 'vitest'
import { engineerCase } from '../../testing/draft-cases.ts'
import { composeLetter } from './compose-letter.ts'
import { renderDocument } from './render-document.ts'

const facts = { title: 'Cover letter', createdAt: new Date('2026-11-20T08:00:00Z') }
const accents =
  'Dear Ms Łukasiewicz,\n\nI built “Žižkov–Smíchov” for Økonomi & Ærø: 30 % saved, €1.2m; office, fluffy, waffle.\n  indented — ŐŰ İı ßẞ — Ελλάδα, Київ\n\n<b>& "quoted"</b>\n'
const letter = composeLetter(engineerCase()).text

const words = (text: string) => text.split(/\s+/).filter(Boolean)
const lines = (text: string) => text.replace(/\n+$/, '').split('\n')

async function pdfText(bytes: Buffer): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true })
  return text
}

describe.each([
  ['accents and other scripts', accents],
  ['a composed letter', letter],
])('%s', (_, text) => {
  test('.txt holds the same bytes', async () => {
    const { bytes, contentType } = await renderDocument(text, 'txt', facts)
    expect(bytes.equals(Buffer.from(text, 'utf8'))).toBe(true)
    expect(contentType).toBe('text/plain; charset=utf-8')
  })

  test('.docx holds the same lines', async () => {
    const { bytes } = await renderDocument(text, 'docx', facts)
    const { value } = await mammoth.extractRawText({ buffer: bytes })
    expect(lines(value.replaceAll('\n\n', '\n'))).toEqual(lines(text))
  })

  test('.pdf holds the same words in the same order', async () => {
    const { bytes, contentType } = await renderDocument(text, 'pdf', facts)
    expect(contentType).toBe('application/pdf')
    expect(words(await pdfText(bytes))).toEqual(words(text))
  })
})

test('a line that needs no wrapping is one line of the PDF', async () => {
  const text = 'Kind regards,\nMara Lindqvist\nmara@lindqvist.example'
  expect(lines(await pdfText((await renderDocument(text, 'pdf', facts)).bytes))).toEqual(lines(text))
})

test('many pages', async () => {
  const text = Array.from({ length: 200 }, (_, at) => `Line ${at} of a long text.`).join('\n')
  expect(words(await pdfText((await renderDocument(text, 'pdf', facts)).bytes))).toEqual(words(text))
})

test.each(['求人', 'مرحبا', 'I 🚀 you'])(
  'the PDF refuses %s instead of losing it; the others keep it',
  async (text) => {
    await expect(renderDocument(text, 'pdf', facts)).rejects.toMatchObject({
      code: 'draft_characters_unsupported',
    })
    const { bytes } = await renderDocument(text, 'docx', facts)
    expect((await mammoth.extractRawText({ buffer: bytes })).value.trim()).toBe(text)
  },
)

test('control characters break no document', async () => {
  const { bytes } = await renderDocument('a\u0000b\u0008c', 'docx', facts)
  expect((await mammoth.extractRawText({ buffer: bytes })).value.trim()).toBe('abc')
  expect(await pdfText((await renderDocument('a\u0008b', 'pdf', facts)).bytes)).toBe('a b')
})
