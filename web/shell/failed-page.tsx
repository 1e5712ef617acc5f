import { Button } from '@mantine/core'
import { isRouteErrorResponse, Link, useRouteError } from 'react-router'
import { paths } from '../paths.ts'
import { Notice } from '../ui/notice.tsx'
import { usePageTitle } from './page.tsx'

/** When a page itself breaks: in words, with a way on. After a new version, old code that is gone is fetched anew. */
export function FailedPage() {
  const error = useRouteError()
  usePageTitle('Something broke')
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFoundPage />
  const outdated = error instanceof TypeError && /import|module|fetch/i.test(error.message)
  return (
    <main className="gate">
      <h1>This page broke</h1>
      <Notice tone="bad">
        {outdated
          ? 'A part of the page could not be loaded: JobPilot was updated, or the connection broke.'
          : 'Something went wrong in the page. What you had saved is kept.'}
      </Notice>
      <div className="row">
        <Button onClick={() => window.location.reload()}>Reload</Button>
        <Button component="a" href={paths.today()} variant="subtle">
          Go to Today
        </Button>
      </div>
    </main>
  )
}

export function NotFoundPage() {
  usePageTitle('Not found')
  return (
    <div className="gate">
      <h1>There is no such page</h1>
      <p className="quiet">The address may be mistyped, or what it showed was removed.</p>
      <div className="row">
        <Button component={Link} to={paths.today()}>
          Go to Today
        </Button>
      </div>
    </div>
  )
}
