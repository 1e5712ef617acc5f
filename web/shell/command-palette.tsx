import { Modal, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMemo, useState, type KeyboardEvent } from 'react'
import { useNavigate } from 'react-router'
import { captureWays, paths, settingsSections, type SettingsSection } from '../paths.ts'
import { trpc } from '../trpc.ts'
import './command-palette.css'
import type { NavPage } from './navigation.ts'

interface Command {
  path: string
  label: string
  hint: string
}

const wayLabels: Record<(typeof captureWays)[number], string> = {
  address: 'Add a posting from its address',
  paste: 'Add a posting from pasted text',
  file: 'Add a posting from a file',
  'by-hand': 'Add a posting by hand',
}

const settingsLabels: Record<SettingsSection, string> = {
  profile: 'profile',
  targets: 'what you look for',
  security: 'security, second step, sessions',
  tokens: 'access tokens',
  email: 'e-mail',
  appearance: 'appearance',
  'sample-data': 'sample data',
}

const fixed: readonly Command[] = [
  ...captureWays.map((way) => ({ path: paths.addPosting(way), label: wayLabels[way], hint: 'Action' })),
  { path: paths.resumes(), label: 'Upload a résumé', hint: 'Action' },
  { path: paths.privacy(), label: 'Privacy: export, import or delete your data', hint: 'Page' },
  ...settingsSections.map((section) => ({
    path: paths.settings(section),
    label: `Settings: ${settingsLabels[section]}`,
    hint: 'Settings',
  })),
]

/** Everything by keyboard: pages, actions, and postings by their words. */
export function CommandPalette({ pages, onClose }: { pages: readonly NavPage[]; onClose: () => void }) {
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const commands = useCommands(text, pages)
  const at = Math.min(chosen, Math.max(commands.length - 1, 0))
  const go = (command: Command | undefined) => {
    if (!command) return
    onClose()
    void navigate(command.path)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (move) setChosen((at + move + commands.length) % Math.max(commands.length, 1))
    else if (event.key === 'Enter') go(commands[at])
    else return
    event.preventDefault()
  }
  return (
    <Modal opened onClose={onClose} title="Search or go to" size="lg" yOffset="10vh" withCloseButton={false}>
      <div className="palette">
        <TextInput
          data-autofocus
          aria-label="Search pages, actions and postings"
          placeholder="A page, an action, a posting …"
          value={text}
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={commands.length > 0 ? `palette-${at}` : undefined}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setChosen(0)
          }}
        />
        <div id="palette-list" role="listbox" aria-label="Results" className="palette-list">
          {commands.map((command, index) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys are handled by the combobox
            <div
              key={command.path + command.label}
              id={`palette-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onMouseMove={() => setChosen(index)}
              onClick={() => go(command)}
            >
              <span>{command.label}</span>
              <span className="quiet small">{command.hint}</span>
            </div>
          ))}
        </div>
        {commands.length === 0 && (
          <p className="quiet">Nothing found. Try a word of the job’s title or its employer.</p>
        )}
      </div>
    </Modal>
  )
}

function useCommands(text: string, pages: readonly NavPage[]): Command[] {
  const [search] = useDebouncedValue(text.trim(), 200)
  const postings = trpc.postings.list.useQuery({ search, limit: 8 }, { enabled: search.length >= 2 })
  return useMemo(() => {
    const words = text.trim().toLowerCase().split(/\s+/)
    const all = [...pages.map(({ path, label, keys }) => ({ path, label, hint: keys ?? 'Page' })), ...fixed]
    const known = all.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)))
    const found = search.length >= 2 ? (postings.data?.items ?? []) : []
    return [
      ...known.slice(0, text ? 6 : all.length),
      ...found.map(({ id, title, organization }) => ({
        path: paths.posting(id),
        label: [title, organization].filter(Boolean).join(' · '),
        hint: 'Posting',
      })),
    ]
  }, [text, pages, search, postings.data])
}
