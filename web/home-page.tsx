import { useQueryClient } from '@tanstack/react-query'
import { SignIn } from './features/account/sign-in.tsx'
import { signOut } from './features/account/session-api.ts'
import { errorMessage, errorStatus } from './error-message.ts'
import { Workbench } from './workbench.tsx'
import { trpc } from './trpc.ts'
import { Notice, Working } from './ui/notice.tsx'

/** One page for the main job: sign in, résumé, posting, proof, draft. */
export function HomePage() {
  const cache = useQueryClient()
  const me = trpc.users.me.useQuery(undefined, { retry: false })
  const signedOut = errorStatus(me.error) === 401
  const leave = async () => {
    await signOut()
    cache.clear()
    window.location.assign('/')
  }

  return (
    <>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header className="bar">
        <span className="brand">
          <img src="/favicon.svg" alt="" /> JobPilot
        </span>
        {me.data && (
          <span className="bar-side">
            {me.data.email}
            <button type="button" className="plain" onClick={() => void leave()}>
              Sign out
            </button>
          </span>
        )}
      </header>
      <main className="page" id="main">
        {me.isPending && <Working>One moment</Working>}
        {me.error && !signedOut && (
          <Notice tone="bad">
            {errorMessage(me.error)}{' '}
            <button type="button" className="plain" onClick={() => void me.refetch()}>
              Try again
            </button>
          </Notice>
        )}
        {signedOut && <Welcome onSignedIn={() => void me.refetch()} />}
        {me.data && <Workbench />}
      </main>
    </>
  )
}

function Welcome({ onSignedIn }: { onSignedIn: () => void }) {
  return (
    <div className="columns wide-left">
      <div className="stack">
        <h1>Every line of a posting, answered from your own résumé.</h1>
        <p className="lede">
          Upload a résumé, add a posting. JobPilot lists what the posting asks for, points at the words of
          your résumé that prove it, says plainly what is missing, and drafts a letter that claims nothing
          else.
        </p>
        <ul className="stack tight">
          <li>Nothing leaves without your approval.</li>
          <li>It works without keys and without sending your documents anywhere.</li>
          <li>What it can&rsquo;t tell, it says it can&rsquo;t tell.</li>
        </ul>
      </div>
      <SignIn onSignedIn={onSignedIn} />
    </div>
  )
}
