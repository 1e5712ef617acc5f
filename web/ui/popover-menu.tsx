import { useRef, type ReactNode } from 'react'
import './popover-menu.css'

interface PopoverMenuProps {
  id: string
  label: ReactNode
  className?: string
  /** Links and buttons; choosing one closes it. */
  children: ReactNode
}

/** A button that opens a few links, by the browser's own popover: Escape and a click outside close it. */
export function PopoverMenu({ id, label, className = '', children }: PopoverMenuProps) {
  const panel = useRef<HTMLDivElement>(null)
  return (
    <>
      <button type="button" className={`menu-button ${className}`} popoverTarget={id}>
        {label}
      </button>
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- it only closes after the links inside were used */}
      <div
        id={id}
        ref={panel}
        popover="auto"
        className="popover-menu"
        role="group"
        onClick={() => panel.current?.hidePopover()}
      >
        {children}
      </div>
    </>
  )
}
