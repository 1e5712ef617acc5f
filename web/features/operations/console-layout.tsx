import { Button } from '@mantine/core'
import { Link, NavLink, Outlet } from 'react-router'
import { paths } from '../../paths.ts'
import { isOperator } from '../../shell/navigation.ts'
import { Page } from '../../shell/page.tsx'
import { useSession } from '../account/use-session.ts'
import { ConsoleKeysProvider, useConsoleShortcuts } from './console-keys.tsx'
import './console.css'
import { ConsoleLiveProvider, useConsoleLive } from './console-live.tsx'
import { LiveToggle } from './live-toggle.tsx'

const consolePages = [
  { path: paths.operations(), label: 'Overview' },
  { path: paths.jobs(), label: 'Jobs' },
  { path: paths.failures(), label: 'Failures' },
  { path: paths.schedules(), label: 'Schedules' },
  { path: paths.workers(), label: 'Workers' },
  { path: paths.holds(), label: 'Pauses' },
  { path: paths.audit(), label: 'Audit' },
]

/** The frame of the operators' pages: where one can go, how fresh it is. The server refuses others by itself. */
export function ConsoleLayout() {
  const { person } = useSession()
  if (!isOperator(person)) return <NotForYou />
  return (
    <ConsoleKeysProvider>
      <ConsoleLiveProvider>
        <div className="console">
          <ConsoleBar />
          <Outlet />
        </div>
      </ConsoleLiveProvider>
    </ConsoleKeysProvider>
  )
}

function ConsoleBar() {
  const { toggle } = useConsoleLive()
  useConsoleShortcuts([{ key: 'p', words: 'Stop or go on following', act: toggle }])
  return (
    <div className="console-bar">
      <nav aria-label="Operations" className="console-nav">
        {consolePages.map(({ path, label }) => (
          <NavLink key={path} to={path} end={path === paths.operations()}>
            {label}
          </NavLink>
        ))}
      </nav>
      <LiveToggle />
    </div>
  )
}

function NotForYou() {
  return (
    <Page title="This page is for operators">
      <p className="quiet">
        It shows the work of everybody’s agents. Ask whoever runs this JobPilot for the role.
      </p>
      <div className="row">
        <Button component={Link} to={paths.today()}>
          Go to Today
        </Button>
      </div>
    </Page>
  )
}
