import type { ReactNode } from 'react'
import './notice.css'

export type Tone = 'good' | 'fair' | 'bad' | 'quiet'

/** A message in the page; a bad one is announced at once. */
export function Notice({ tone = 'fair', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <div className={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {children}
    </div>
  )
}

/** A small label: a verdict, a state, a class of evidence. */
export function Tag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`tag ${tone}`}>{children}</span>
}
