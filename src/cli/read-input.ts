import { readFile } from 'node:fs/promises'

/** A file that the person named; what fails names it too, which not every error of the system does. */
export async function readInput(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    throw error instanceof Error ? Object.assign(error, { path: file }) : error
  }
}
