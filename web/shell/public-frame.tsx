import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { paths } from '../paths.ts'
import './public-frame.css'

/** Around the pages that everybody may read. */
export function PublicFrame({ state, children }: { state: string; children: ReactNode }) {
  const { pathname } = useLocation()
  return (
    <>
      <header className="public-bar">
        <Link to={paths.landing()} className="brand">
          <img src="/favicon.svg" alt="" width="24" height="24" /> JobPilot
        </Link>
        {state === 'signed-out' && <Link to={paths.signIn(pathname)}>Sign in</Link>}
      </header>
      <main className="public-main">{children}</main>
    </>
  )
}
