import JSZip from 'jszip'

export interface ArchiveFile {
  path: string
  content: string | Uint8Array
}

/** A zip of the files in that order; the same files at the same time give the same bytes. */
export async function buildZip(files: readonly ArchiveFile[], at: Date): Promise<Buffer> {
  const zip = new JSZip()
  for (const { path, content } of files) {
    zip.file(path, content, { date: at, createFolders: false })
  }
  return zip.generateAsync({
    type: 'nodebuffer',
    compression: 'DEFLATE',
    compressionOptions: { level: 6 },
    platform: 'UNIX',
  })
}
