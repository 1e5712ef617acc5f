import { useEffect, type ReactNode } from 'react'
import './page.css'

interface PageProps {
  title: string
  /** In the tab instead of the heading. */
  tabTitle?: string
  /** Above the heading: where one is, with the way back. */
  above?: ReactNode
  intro?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** A page: its title in the tab and as the heading, what can be done, then the content. */
export function Page({ title, tabTitle, above, intro, actions, children }: PageProps) {
  usePageTitle(tabTitle ?? title)
  return (
    <div className="page">
      <header className="page-head">
        {above && <div className="page-above">{above}</div>}
        <div className="page-title">
          <h1>{title}</h1>
          {actions && <div className="row">{actions}</div>}
        </div>
        {intro && <p className="quiet">{intro}</p>}
      </header>
      {children}
    </div>
  )
}

export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · JobPilot`
  }, [title])
}
