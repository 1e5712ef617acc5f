/**
 * What stands for clerk-js in a browser test: a form with one button, a session that lasts until the window closes, tokens
 * from `window.clerkToken()`, which the test provides. Only what @clerk/react calls.
 */
export const fakeClerkScript = `(() => {
  const listeners = new Set()
  const watchers = new Set()
  const SIGNED_IN = 'fake-clerk-signed-in'
  const session = {
    id: 'sess_ada',
    status: 'active',
    lastActiveToken: { jwt: { claims: {} } },
    factorVerificationAge: [0, -1],
    getToken: () => window.clerkToken(),
  }
  const resources = () => {
    const { client, session, user, organization } = clerk
    return { client, session, user, organization }
  }
  const become = (isSignedIn) => {
    sessionStorage.setItem(SIGNED_IN, isSignedIn ? '1' : '')
    clerk.session = isSignedIn ? session : null
    clerk.user = isSignedIn ? { id: 'user_ada', organizationMemberships: [] } : null
    clerk.__internal_lastEmittedResources = resources()
    for (const listener of listeners) listener(resources())
  }
  const mount = (words) => (node) => {
    const button = document.createElement('button')
    button.textContent = words
    button.onclick = () => become(true)
    node.append(button)
  }
  const unmount = (node) => node.replaceChildren()
  const clerk = {
    version: '0.0.0',
    loaded: false,
    status: 'loading',
    client: { sessions: [], signedInSessions: [] },
    session: null,
    user: null,
    organization: null,
    on(event, watcher, { notify } = {}) {
      watchers.add(watcher)
      if (notify) watcher(clerk.status)
    },
    off: (event, watcher) => watchers.delete(watcher),
    addListener(listener, { skipInitialEmit } = {}) {
      listeners.add(listener)
      if (!skipInitialEmit) listener(resources())
      return () => listeners.delete(listener)
    },
    async load() {
      // As the real one asks its server who is signed in.
      await new Promise((resolve) => setTimeout(resolve, 100))
      clerk.loaded = true
      clerk.status = 'ready'
      become(sessionStorage.getItem(SIGNED_IN) === '1')
      for (const watcher of watchers) watcher('ready')
    },
    async signOut() {
      become(false)
    },
    mountSignIn: mount('Sign in at Clerk'),
    unmountSignIn: unmount,
    mountSignUp: mount('Sign up at Clerk'),
    unmountSignUp: unmount,
    mountUserButton: mount('Ada at Clerk'),
    unmountUserButton: unmount,
  }
  window.Clerk = clerk
  window.__internal_ClerkUICtor = class {}
})()`
