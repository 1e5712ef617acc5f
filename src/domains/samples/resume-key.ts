/** Where a run keeps the sample résumé's file: known beforehand, so that a killed run leaves nothing lost. */
export function resumeKey(userId: string, runId: string): string {
  return `${userId}/sample-${runId}`
}
