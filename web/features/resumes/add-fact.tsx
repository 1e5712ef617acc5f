import { NativeSelect } from '@mantine/core'
import { useRef, useState } from 'react'
import type { FactKind, ProfileFact } from '../../../src/domains/resumes/schema.ts'
import { FactEditor } from './fact-editor.tsx'
import { factLabels } from './group-facts.ts'
import type { NewFact } from './use-fact-changes.ts'

interface AddFactProps {
  /** What the button says; it names the entry for those who hear it alone. */
  label: string
  of?: string | null
  kinds: readonly FactKind[]
  /** "/work/0": the entry it is said of. */
  entry?: string
  onAdd: (fact: NewFact) => Promise<ProfileFact>
  onAdded: (factId: string) => void
}

/** A button that opens a small form for a fact in the person's own words. */
export function AddFact({ label, of, kinds, entry, onAdd, onAdded }: AddFactProps) {
  const [isOpen, setIsOpen] = useState(false)
  const [kind, setKind] = useState<FactKind | undefined>(kinds[0])
  const added = useRef<string | null>(null)
  const chosen = kind && kinds.includes(kind) ? kind : kinds[0]
  if (!chosen) return null
  if (!isOpen) {
    return (
      <button type="button" className="fact-add" onClick={() => setIsOpen(true)}>
        {label}
        {of && <span className="visually-hidden"> to {of}</span>}
      </button>
    )
  }
  const save = async (text: string) => {
    const fact = await onAdd({ kind: chosen, text, ...(entry ? { entry } : {}) })
    added.current = fact.id
  }
  const done = () => {
    setIsOpen(false)
    if (added.current) onAdded(added.current)
    added.current = null
  }
  return (
    <div className="fact-new">
      {kinds.length > 1 && (
        <NativeSelect
          label="What it is"
          value={chosen}
          data={kinds.map((value) => ({ value, label: factLabels[value] }))}
          onChange={(event) => setKind(kinds.find((each) => each === event.currentTarget.value))}
        />
      )}
      <FactEditor label="In your words" saveLabel="Add" onSave={save} onDone={done} />
    </div>
  )
}
