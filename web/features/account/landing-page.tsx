import { Link, Navigate } from 'react-router'
import { paths } from '../../paths.ts'
import { usePageTitle } from '../../shell/page.tsx'
import './landing-page.css'
import { SignInForm } from './sign-in-form.tsx'
import { isInside, useSession } from './use-session.ts'

/** What JobPilot is, in one screen, and the way in. */
export function LandingPage() {
  usePageTitle('Every line of a posting, answered from your résumé')
  const { state } = useSession()
  if (isInside(state)) return <Navigate to={paths.today()} replace />
  if (state === 'second-step') return <Navigate to={paths.signIn()} replace />
  return (
    <>
      <header className="landing-bar">
        <span className="brand">
          <img src="/favicon.svg" alt="" width="24" height="24" /> JobPilot
        </span>
      </header>
      <main className="landing">
        <div className="stack">
          <h1>Every line of a posting, answered from your own résumé.</h1>
          <p className="lede">
            Upload a résumé, add a posting. JobPilot lists what the posting asks for, points at the words of
            your résumé that prove it, says plainly what is missing, and drafts a letter that claims nothing
            else.
          </p>
          <Example />
          <ul className="promises">
            <li>Nothing leaves without your approval.</li>
            <li>It needs no API keys, and sends your documents nowhere.</li>
            <li>What it can’t tell, it says it can’t tell.</li>
          </ul>
        </div>
        <SignInForm />
      </main>
      <footer className="landing-foot quiet small">
        <Link to={paths.privacy()}>What is kept of you, and for how long</Link>
      </footer>
    </>
  )
}

/** How a proof looks, with made-up words. */
function Example() {
  return (
    <figure className="landing-example" aria-label="Example of a proof">
      <div>
        <p className="small quiet">The posting asks</p>
        <p>“Three years with PostgreSQL”</p>
      </div>
      <div>
        <p className="small quiet">Your résumé says</p>
        <blockquote>
          Ran the <mark>PostgreSQL</mark> cluster behind orders and payments, 2020 – 2024
        </blockquote>
      </div>
      <figcaption>
        <span className="tag good">met</span> four years, from two dates on your page
      </figcaption>
    </figure>
  )
}
