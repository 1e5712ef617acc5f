import type { Response } from 'undici'
import { fetchFail } from './errors.ts'

const READABLE = /^(?:text\/[\w.+-]+|application\/(?:json|xml|xhtml\+xml|[\w.-]+\+(?:json|xml)))$/i

export function mediaType(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase()
}

/** Text of some kind; a server that names no type is taken to send a page. */
export function isReadableType(contentType: string): boolean {
  const type = mediaType(contentType)
  return type === '' || READABLE.test(type)
}

/** How files begin that are no text, whatever their server says of them; as Latin-1. */
const BINARY = [
  '%PDF-',
  'PK\u0003\u0004',
  '\u0089PNG',
  'GIF8',
  '\u00ff\u00d8\u00ff',
  '\u007fELF',
  '\u001f\u008b',
  '\u00d0\u00cf\u0011\u00e0',
]

export function isBinary(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 8).toString('latin1')
  return BINARY.some((magic) => start.startsWith(magic))
}

function charsetOf(contentType: string, start: Buffer): string {
  const header = /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1]
  const head = start.subarray(0, 2_048).toString('latin1')
  const written =
    header ??
    /<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1] ??
    /^<\?xml[^>]+encoding=["']([\w.:-]+)/i.exec(head)?.[1]
  return written ?? 'utf-8'
}

export function decodeBody(bytes: Buffer, contentType: string): string {
  try {
    return new TextDecoder(charsetOf(contentType, bytes)).decode(bytes)
  } catch {
    // An encoding nobody knows.
    return new TextDecoder('utf-8').decode(bytes)
  }
}

/** The body, counted after decompression and given up as soon as it passes the limit. */
export async function readLimited(response: Response, maxBytes: number): Promise<Buffer> {
  const declared = Number(response.headers.get('content-length') ?? 0)
  if (declared > maxBytes) throw tooLarge(maxBytes)
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.byteLength
    if (size > maxBytes) throw tooLarge(maxBytes)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function tooLarge(maxBytes: number): Error {
  return fetchFail('fetch_too_large', { message: `body above ${maxBytes} bytes` })
}
