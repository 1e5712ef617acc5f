import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { failWith } from '../../platform/errors.ts'
import { sampleErrors } from './errors.ts'

const fail = failWith(sampleErrors)

/** It lies beside src in the repository and in what is installed from it. */
const samplesFolder = fileURLToPath(new URL('../../../samples', import.meta.url))

export interface SampleFile {
  fileName: string
  bytes: Uint8Array
}

async function orMissing<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    throw fail('samples_missing', { message: String(error), cause: error })
  }
}

/** The fictional résumé. Throws samples_missing. */
export async function readResumeSample(folder = samplesFolder): Promise<SampleFile> {
  const fileName = 'sam-example.docx'
  return { fileName, bytes: await orMissing(readFile(path.join(folder, fileName))) }
}

/** The fictional postings by file name. Throws samples_missing. */
export async function readPostingSamples(folder = samplesFolder): Promise<SampleFile[]> {
  const postings = path.join(folder, 'postings')
  const names = (await orMissing(readdir(postings))).filter((name) => name.endsWith('.md')).toSorted()
  if (names.length === 0) throw fail('samples_missing', { message: `${postings} is empty` })
  return Promise.all(
    names.map(async (fileName) => ({
      fileName,
      bytes: await orMissing(readFile(path.join(postings, fileName))),
    })),
  )
}
