import { Button, Modal, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { sayDone, sayFailure } from '../../ui/toast.tsx'
import { copyText } from '../studio/copy-text.ts'
import { countFilters, filterQuery, type JobFilters } from './filters.ts'
import { readSaved, withSaved, writeSaved, type SavedFilter } from './filters-saved.ts'

/** Filters with names, kept in this browser; each is an address that can be passed on. */
export function SavedFilters({ filters }: { filters: JobFilters }) {
  const [saved, setSaved] = useState(() => readSaved(localStorage))
  const [naming, setNaming] = useState(false)
  const query = new URLSearchParams(filterQuery(filters)).toString()
  const isKnown = saved.some((one) => one.query === query)
  const isWorthIt = countFilters(filters) > 0 && !isKnown
  const keep = (next: SavedFilter[]) => {
    setSaved(next)
    if (!writeSaved(localStorage, next))
      sayFailure('This browser keeps nothing: the filter lasts until you leave.')
  }
  const copyLink = async () => {
    const copied = await copyText(window.location.origin + paths.jobs(filterQuery(filters)))
    if (copied) sayDone('The link to this filter is copied.')
    else sayFailure('Nothing could be copied here. The address of this page is the link.')
  }
  if (saved.length === 0 && !isWorthIt) return null
  return (
    <div className="row saved-filters" role="group" aria-label="Saved filters">
      {saved.map((one) => (
        <span key={one.name} className="saved-filter">
          <Link
            to={`${paths.jobs()}?${one.query}`}
            className="filter-chip"
            aria-current={one.query === query ? 'true' : undefined}
          >
            {one.name}
          </Link>
          <button
            type="button"
            className="id-copy"
            aria-label={`Forget the filter ${one.name}`}
            title="Forget"
            onClick={() => keep(saved.filter(({ name }) => name !== one.name))}
          >
            ×
          </button>
        </span>
      ))}
      {isWorthIt && (
        <>
          <Button size="compact-md" variant="subtle" onClick={() => setNaming(true)}>
            Save this filter
          </Button>
          <Button size="compact-md" variant="subtle" onClick={() => void copyLink()}>
            Copy its link
          </Button>
        </>
      )}
      {naming && (
        <NameFilter
          onClose={() => setNaming(false)}
          onName={(name) => {
            keep(withSaved(saved, { name, query }))
            setNaming(false)
          }}
        />
      )}
    </div>
  )
}

function NameFilter({ onName, onClose }: { onName: (name: string) => void; onClose: () => void }) {
  const [name, setName] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim()) onName(name.trim())
  }
  return (
    <Modal opened onClose={onClose} title="Save this filter" centered>
      <form className="stack" onSubmit={submit}>
        <TextInput
          data-autofocus
          label="Name"
          description="It appears above the list, in this browser. One of the same name is replaced."
          maxLength={60}
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className="row">
          <Button type="submit" disabled={name.trim() === ''}>
            Save
          </Button>
        </div>
      </form>
    </Modal>
  )
}
