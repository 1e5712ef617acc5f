/** An address as operators see it: enough to tell mailboxes apart, not enough to write to one. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@')
  if (at < 1) return address === '' ? '' : '•••'
  return `${address.slice(0, 1)}•••${address.slice(at)}`
}
