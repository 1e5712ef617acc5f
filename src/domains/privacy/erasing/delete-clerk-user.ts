import { createClerkClient } from '@clerk/backend'
import type { Config } from '../../../config.ts'

/** Deletes a person at their sign-in provider; one who isn't there any more is deleted. */
export interface DeleteSignIn {
  (clerkId: string): Promise<void>
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 404
}

/** At Clerk; null where nobody signs in by it. `apiUrl`: another than Clerk's own. */
export function createDeleteSignIn(clerk: Config['clerk'], apiUrl?: string): DeleteSignIn | null {
  if (!clerk) return null
  const { users } = createClerkClient({ secretKey: clerk.secretKey, ...(apiUrl ? { apiUrl } : {}) })
  return async (clerkId) => {
    try {
      await users.deleteUser(clerkId)
    } catch (error) {
      if (!isGone(error)) throw error
    }
  }
}
