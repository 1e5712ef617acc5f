import { Button, UnstyledButton } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { Link, NavLink, Outlet, ScrollRestoration, useLocation, useNavigate } from 'react-router'
import { errorMessage } from '../error-message.ts'
import { LiveProvider } from '../features/agents/live-provider.tsx'
import { useSignOut, type Person } from '../features/account/use-session.ts'
import { setTimeZone } from '../lib/format.ts'
import { paths } from '../paths.ts'
import { Icon } from '../ui/icons.tsx'
import { PopoverMenu } from '../ui/popover-menu.tsx'
import { sayFailure } from '../ui/toast.tsx'
import './app-shell.css'
import { ConfirmIdentity } from './confirm-identity.tsx'
import { ConnectionNotice } from './connection-notice.tsx'
import { WhenLimited } from './when-limited.tsx'
import {
  adminPages,
  isAdmin,
  isOperator,
  mainPages,
  morePages,
  operatorPages,
  type NavPage,
} from './navigation.ts'
import { useShortcuts } from './use-shortcuts.ts'

const CommandPalette = lazy(async () => ({
  default: (await import('./command-palette.tsx')).CommandPalette,
}))

/** The frame of every signed-in page: where one can go, how the connection stands, the page. */
export function AppShell({ person }: { person: Person }) {
  setTimeZone(person.timeZone)
  const [palette, setPalette] = useState(false)
  const navigate = useNavigate()
  const operates = isOperator(person)
  const administers = isAdmin(person)
  const pages = [...morePages, ...(operates ? operatorPages : []), ...(administers ? adminPages : [])]
  const shortcuts = useMemo(() => {
    const go = (path: string) => () => void navigate(path)
    return {
      '/': () => setPalette(true),
      n: go(paths.addPosting()),
      'g t': go(paths.today()),
      'g m': go(paths.matches()),
      'g d': go(paths.drafts()),
      'g a': go(paths.applications()),
      'g p': go(paths.postings()),
      'g l': go(paths.agents()),
      'g r': go(paths.resumes()),
      'g s': go(paths.settings()),
      ...(operates && { 'g o': go(paths.operations()) }),
      ...(administers && { 'g u': go(paths.people()) }),
    }
  }, [navigate, operates, administers])
  useShortcuts(shortcuts)
  // From within fields too.
  useHotkeys([['mod+K', () => setPalette(true)]], [])
  return (
    <LiveProvider userId={person.id}>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <div className="shell">
        <TopBar person={person} onSearch={() => setPalette(true)} />
        <SideBar more={pages} />
        <Main key={person.timeZone} />
        <BottomBar more={pages} />
      </div>
      {palette && (
        <Suspense>
          <CommandPalette pages={[...mainPages, ...pages]} onClose={() => setPalette(false)} />
        </Suspense>
      )}
      <ConfirmIdentity person={person} />
      <ScrollRestoration />
    </LiveProvider>
  )
}

/** On another page, the keyboard and screen readers begin at its top. */
function Main() {
  const { pathname } = useLocation()
  const main = useRef<HTMLElement>(null)
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    main.current?.focus({ preventScroll: true })
  }, [pathname])
  return (
    <main id="main" ref={main} tabIndex={-1} className="shell-main">
      <ConnectionNotice />
      <WhenLimited />
      <Outlet />
    </main>
  )
}

function TopBar({ person, onSearch }: { person: Person; onSearch: () => void }) {
  const signOut = useSignOut()
  const leave = () =>
    signOut().catch((error: unknown) =>
      sayFailure(error instanceof Error ? error.message : errorMessage(error)),
    )
  return (
    <header className="top-bar">
      <Link to={paths.today()} className="brand">
        <img src="/favicon.svg" alt="" width="24" height="24" /> JobPilot
      </Link>
      <UnstyledButton className="search-button" onClick={onSearch} aria-keyshortcuts="Control+K Meta+K /">
        <Icon name="search" /> <span>Search or go to …</span> <kbd>Ctrl K</kbd>
      </UnstyledButton>
      <PopoverMenu id="person-menu" label={person.name || person.email} className="person-button">
        <p className="quiet small">{person.email}</p>
        <Link to={paths.settings()}>Settings</Link>
        <Link to={paths.settings('appearance')}>Appearance</Link>
        <Link to={paths.privacy()}>Privacy and your data</Link>
        <button type="button" onClick={() => void leave()}>
          Sign out
        </button>
      </PopoverMenu>
    </header>
  )
}

function NavItem({ page }: { page: NavPage }) {
  return (
    <NavLink to={page.path} className="nav-link">
      <Icon name={page.icon} /> <span>{page.label}</span>
    </NavLink>
  )
}

function SideBar({ more }: { more: readonly NavPage[] }) {
  return (
    <nav className="side-bar" aria-label="Main">
      <Button
        component={Link}
        to={paths.addPosting()}
        leftSection={<Icon name="add" />}
        fullWidth
        justify="flex-start"
      >
        Add posting
      </Button>
      {[...mainPages, ...more].map((page) => (
        <NavItem key={page.path} page={page} />
      ))}
    </nav>
  )
}

/** The narrow screen's way around: four pages, the rest under More. */
function BottomBar({ more }: { more: readonly NavPage[] }) {
  return (
    <nav className="bottom-bar" aria-label="Main">
      {mainPages.slice(0, 2).map((page) => (
        <NavItem key={page.path} page={page} />
      ))}
      <NavLink to={paths.addPosting()} className="nav-link">
        <Icon name="add" /> <span>Add</span>
      </NavLink>
      {mainPages.slice(2, 3).map((page) => (
        <NavItem key={page.path} page={page} />
      ))}
      <PopoverMenu
        id="more-menu"
        className="nav-link"
        label={
          <>
            <Icon name="more" /> <span>More</span>
          </>
        }
      >
        {[...mainPages.slice(3), ...more].map((page) => (
          <NavItem key={page.path} page={page} />
        ))}
      </PopoverMenu>
    </nav>
  )
}
