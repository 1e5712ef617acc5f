/** The same address with something that the events' own responder doesn't know, and so leaves to tRPC's adapter. */
export const stockAddress = (address: string): string => `${address}${address.includes('?') ? '&' : '?'}stock`

/** A fetch whose streams come from tRPC's adapter. */
export const throughStock: typeof fetch = (input, init) => {
  const address = input instanceof Request ? input.url : String(input)
  return fetch(address.includes('agents.events') ? stockAddress(address) : input, init)
}
