import type { ReactNode } from 'react'

export function Notice({ tone = 'fair', children }: { tone?: 'fair' | 'bad' | 'good'; children: ReactNode }) {
  return (
    <div className={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {children}
    </div>
  )
}

export function Working({ children }: { children: ReactNode }) {
  return <output className="working">{children}</output>
}
