/** Where the built-in sign-in answers. */
export const SIGN_IN_PATH = '/api/auth'

/** Who asks at the sign-in routes. */
export interface Caller {
  remoteAddress: string
  info: { requestId: string }
}

/** What better-auth's hooks learn of a request, since it passes them nothing but headers. */
export const REQUEST_HEADER = 'x-jobpilot-request'
/** The caller's address, as seen past the trusted proxies. */
export const PEER_HEADER = 'x-jobpilot-peer'
/** Set where a sign-in is only a means to prove that an address is still theirs. */
export const PROOF_HEADER = 'x-jobpilot-proof'

/** better-auth sees a request of ours: known path, parsed body, cookie, peer; nothing else of the caller's. */
export function forward(request: Request, path: string, caller: Caller, body?: unknown): Request {
  const headers = new Headers({
    'content-type': 'application/json',
    [PEER_HEADER]: caller.remoteAddress,
    [REQUEST_HEADER]: caller.info.requestId,
  })
  for (const name of ['cookie', 'user-agent']) {
    const value = request.headers.get(name)
    if (value !== null) headers.set(name, value.slice(0, 4_000))
  }
  const init = {
    method: request.method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }
  return new Request(new URL(SIGN_IN_PATH + path, request.url), init)
}
