import { Menu } from '@mantine/core'
import { useRef, useState } from 'react'
import { Link } from 'react-router'
import type { JobAction } from '../../../src/domains/operations/control/schema.ts'
import type { JobItem } from '../../../src/domains/operations/schema.ts'
import { paths } from '../../paths.ts'
import { Icon } from '../../ui/icons.tsx'
import '../../ui/menu.css'
import { actionsFor, actionWords } from './action-words.ts'

interface RowMenuProps {
  job: Pick<JobItem, 'id' | 'task' | 'state'>
  onAct: (action: JobAction, id: string) => void
}

/** What can be done to one job. The menu's own parts come with the click: a long list scrolls faster without them. */
export function RowMenu({ job: { id, task, state }, onAct }: RowMenuProps) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const name = `Actions of ${task} ${id.slice(-8)}`
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <span className="job-menu-place">
      <button
        ref={button}
        type="button"
        className="job-menu"
        aria-label={name}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-keyshortcuts="."
        onClick={() => setOpen(true)}
      >
        <Icon name="more" />
      </button>
      {open && (
        <Menu
          opened
          onClose={close}
          returnFocus={false}
          position="bottom-end"
          withInitialFocusPlaceholder={false}
          portalProps={{ target: '#main' }}
        >
          <Menu.Target>
            <button type="button" className="job-menu-anchor" tabIndex={-1} aria-label={name} />
          </Menu.Target>
          <Menu.Dropdown>
            {actionsFor([state]).map((action) => (
              <Menu.Item
                key={action}
                color={actionWords[action].tone}
                rightSection={actionWords[action].key && <kbd>{actionWords[action].key}</kbd>}
                onClick={() => onAct(action, id)}
              >
                {actionWords[action].label}
              </Menu.Item>
            ))}
            <Menu.Item component={Link} to={paths.job(id)}>
              Open
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </span>
  )
}
