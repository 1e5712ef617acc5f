/** How long an archive can be downloaded. */
export const EXPORT_HOURS = 24

/** Where an archive lies in storage. */
export function exportKey(userId: string, exportId: string): string {
  return `${userId}/exports/${exportId}.zip`
}

/** The name under which a browser saves it. */
export function archiveName(at: Date): string {
  return `jobpilot-${at.toISOString().slice(0, 10)}.zip`
}
