import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import type { SupabaseClient } from '@supabase/supabase-js'
import { DomainError } from '../errors.ts'
import { storageFail } from './errors.ts'
import type { Storage, StoredFile } from './storage.ts'
import { assertStorageKey, assertStoragePrefix, isStorageKey } from './storage-key.ts'

export interface SupabaseOptions {
  url: string
  /** The service role's: it passes by the bucket's policies. */
  serviceKey: string
  bucket: string
  /** Entries of one page of a listing; default 1,000, the most there are. */
  pageSize?: number
}

type Client = SupabaseClient['storage']
type Answer = { data: unknown; error: Error | null }

/** An answer must be there by then, its whole body included. */
const ANSWER_LIMIT_MS = 60_000
const DOWNLOAD_LIMIT_MS = 600_000

/** The server answers 400 with the true status in the body. */
function isMissing(error: Error): boolean {
  const isNotFound =
    ('statusCode' in error && error.statusCode === '404') || ('status' in error && error.status === 404)
  return isNotFound && !/bucket/i.test(error.message)
}

function unavailable(error: unknown): DomainError {
  if (error instanceof DomainError) return error
  const message = error instanceof Error ? error.message : String(error)
  return storageFail('storage_unavailable', { message: `Supabase Storage: ${message}`, cause: error })
}

async function unlessMissing<A extends Answer>(call: PromiseLike<A>): Promise<NonNullable<A['data']> | null> {
  const { data, error } = await call
  if (error && isMissing(error)) return null
  if (error || data === null || data === undefined) throw unavailable(error ?? 'an answer without data')
  return data
}

async function answered<A extends Answer>(call: PromiseLike<A>): Promise<NonNullable<A['data']>> {
  const data = await unlessMissing(call)
  if (data === null) throw unavailable('not found')
  return data
}

/** Loaded when it is needed first: those who keep files on disk don't wait for it at start. */
async function createClient({ url, serviceKey }: SupabaseOptions): Promise<Client> {
  const { createClient: create } = await import('@supabase/supabase-js')
  const fetchInTime: typeof fetch = (input, init) =>
    fetch(input, { ...init, signal: init?.signal ?? AbortSignal.timeout(ANSWER_LIMIT_MS) })
  const { storage } = create(url, serviceKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: fetchInTime },
  })
  return storage
}

/** The bucket is there and private; made when it isn't there. Files of people never go into a public one. */
async function openBucket(client: Client, bucket: string): Promise<void> {
  const { data, error } = await client.getBucket(bucket)
  if (data?.public) throw storageFail('storage_unavailable', { message: `the bucket ${bucket} is public` })
  if (data) return
  if (!/not found/i.test(error.message)) throw unavailable(error)
  const made = await client.createBucket(bucket, { public: false })
  // Another process may have made it just now.
  if (made.error && !/already exists/i.test(made.error.message)) throw unavailable(made.error)
}

/** A private bucket of Supabase Storage; links lead there. */
export function createSupabaseStorage(options: SupabaseOptions): Storage {
  const { bucket, pageSize = 1_000 } = options
  let opened: Promise<Client> | undefined
  const open = async (): Promise<Client> => {
    const client = await createClient(options)
    await openBucket(client, bucket)
    return client
  }
  const files = async () => {
    opened ??= open()
    const client = await opened.catch((error: unknown) => {
      opened = undefined
      throw unavailable(error)
    })
    return client.from(bucket)
  }

  async function* walk(folder: string): AsyncGenerator<StoredFile> {
    const from = await files()
    for (let offset = 0; ; offset += pageSize) {
      const page = await answered(from.list(folder, { limit: pageSize, offset }))
      for (const { id, name, updated_at, created_at, metadata } of page) {
        const key = folder === '' ? name : `${folder}/${name}`
        if (id === null) yield* walk(key)
        if (id === null || !isStorageKey(key)) continue
        const at = updated_at ?? created_at
        yield {
          key,
          bytes: Number(metadata?.['size'] ?? 0),
          modifiedAt: at === null ? new Date() : new Date(at),
        }
      }
      if (page.length < pageSize) return
    }
  }

  return {
    async put(key, content, contentType) {
      assertStorageKey(key)
      await answered((await files()).upload(key, content, { contentType, upsert: true, cacheControl: '0' }))
    },
    async get(key) {
      assertStorageKey(key)
      const blob = await unlessMissing((await files()).download(key))
      return blob && new Uint8Array(await blob.arrayBuffer())
    },
    async getStream(key) {
      assertStorageKey(key)
      const signal = AbortSignal.timeout(DOWNLOAD_LIMIT_MS)
      const stream = await unlessMissing((await files()).download(key, {}, { signal }).asStream())
      // Two declarations of one class: the DOM's and Node's.
      return stream && Readable.fromWeb(stream as NodeReadableStream)
    },
    async delete(key) {
      assertStorageKey(key)
      await answered((await files()).remove([key]))
    },
    list(prefix) {
      assertStoragePrefix(prefix)
      return walk(prefix)
    },
    async signedUrl(key, { fileName, expiresInSeconds = 900 }) {
      assertStorageKey(key)
      const signed = await unlessMissing((await files()).createSignedUrl(key, expiresInSeconds))
      if (!signed) throw storageFail('file_not_found', { message: key })
      // Its own option for the name encodes it twice.
      const url = new URL(signed.signedUrl)
      url.searchParams.set('download', fileName)
      return url.toString()
    },
    openLink: async () => null,
  }
}
