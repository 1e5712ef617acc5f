import { useId, type ReactNode } from 'react'
import './card.css'

interface CardProps {
  /** Shown as its heading and read as its name. */
  title?: ReactNode
  /** What can be done, at the right of the heading. */
  actions?: ReactNode
  /** Heading level; default 2. */
  level?: 2 | 3
  className?: string
  children: ReactNode
}

/** A sheet of paper on the desk: a region of the page with its own heading. */
export function Card({ title, actions, level = 2, className = '', children }: CardProps) {
  const id = useId()
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className={`card ${className}`} aria-labelledby={title ? id : undefined}>
      {title && (
        <div className="card-head">
          <Heading id={id}>{title}</Heading>
          {actions}
        </div>
      )}
      {children}
    </section>
  )
}
