/**
 * Of somebody whose address Clerk hasn't verified, or doesn't tell: an address that is nobody's, so that one who only
 * claims an address keeps no other from it. `.invalid` never receives mail (RFC 2606).
 */
export function placeholderAddress(clerkId: string): string {
  return `${clerkId.toLowerCase()}@clerk.invalid`
}
