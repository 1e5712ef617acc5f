import { lazy, Suspense, type ComponentType } from 'react'
import { Navigate, NavLink, useParams } from 'react-router'
import { paths, settingsSections, type SettingsSection } from '../../paths.ts'
import { Page } from '../../shell/page.tsx'
import { SkeletonLines } from '../../ui/skeleton-lines.tsx'
import './settings-page.css'

interface Section {
  label: string
  Content: ComponentType
}

const sections: Record<SettingsSection, Section> = {
  profile: {
    label: 'Profile',
    Content: lazy(async () => ({ default: (await import('./profile-section.tsx')).ProfileSection })),
  },
  targets: {
    label: 'What you look for',
    Content: lazy(async () => ({
      default: (await import('../scouting/targets-section.tsx')).TargetsSection,
    })),
  },
  security: {
    label: 'Security',
    Content: lazy(async () => ({ default: (await import('./security-section.tsx')).SecuritySection })),
  },
  tokens: {
    label: 'Access tokens',
    Content: lazy(async () => ({ default: (await import('./tokens-section.tsx')).TokensSection })),
  },
  email: {
    label: 'E-mail',
    Content: lazy(async () => ({
      default: (await import('./email-preferences-section.tsx')).EmailPreferencesSection,
    })),
  },
  appearance: {
    label: 'Appearance',
    Content: lazy(async () => ({ default: (await import('./appearance-section.tsx')).AppearanceSection })),
  },
  'sample-data': {
    label: 'Sample data',
    Content: lazy(async () => ({ default: (await import('../samples/samples-section.tsx')).SamplesSection })),
  },
}

function isSection(name: string): name is SettingsSection {
  return name in sections
}

/** One address for each section. */
export function SettingsPage() {
  const { section = '' } = useParams()
  // Where they were before.
  if (section === 'sessions') return <Navigate to={paths.settings('security')} replace />
  if (!isSection(section)) return <Navigate to={paths.settings()} replace />
  const { label, Content } = sections[section]
  return (
    <Page title="Settings" tabTitle={`${label} · Settings`}>
      <div className="settings">
        <nav className="settings-nav" aria-label="Settings">
          {settingsSections.map((name) => (
            <NavLink key={name} to={paths.settings(name)} className="nav-link">
              {sections[name].label}
            </NavLink>
          ))}
          <NavLink to={paths.privacy()} className="nav-link">
            Privacy
          </NavLink>
        </nav>
        <div className="stack">
          <Suspense fallback={<SkeletonLines lines={6} />}>
            <Content />
          </Suspense>
        </div>
      </div>
    </Page>
  )
}
