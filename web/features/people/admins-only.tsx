import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { isAdmin } from '../../shell/navigation.ts'
import { Page } from '../../shell/page.tsx'
import { useSession } from '../account/use-session.ts'

/** The server refuses others by itself; this says so without asking it. */
export function AdminsOnly({ children }: { children: ReactNode }) {
  const { person } = useSession()
  if (isAdmin(person)) return children
  return (
    <Page title="This page is for administrators">
      <p className="quiet">It shows who has an account here. Ask whoever runs this JobPilot for the role.</p>
      <div className="row">
        <Button component={Link} to={paths.today()}>
          Go to Today
        </Button>
      </div>
    </Page>
  )
}
