import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { spanWords, type JobFilters } from './filters.ts'
import { fromLocalInput, toLocalInput } from './local-input.ts'

type Times = Pick<JobFilters, 'since' | 'from' | 'to'>

interface FilterTimesProps {
  filters: Times
  change: (part: Partial<Times>) => void
}

type Choice = Times['since'] | 'between'

/** When: any time, the last so many hours, or between two moments. */
export function FilterTimes({ filters, change }: FilterTimesProps) {
  const given = filters.from !== '' || filters.to !== ''
  const [between, setBetween] = useState(false)
  const choice: Choice = filters.since || (given || between ? 'between' : '')
  const choose = (value: string) => {
    setBetween(value === 'between')
    if (value === 'between') change({ since: '' })
    else change({ since: isSpan(value) ? value : '', from: '', to: '' })
  }
  return (
    <>
      <NativeSelect
        label="Time"
        value={choice}
        data={[
          { value: '', label: 'Any' },
          ...Object.entries(spanWords).map(([value, label]) => ({ value, label })),
          { value: 'between', label: 'Between …' },
        ]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {choice === 'between' && (
        <>
          <Moment label="From" value={filters.from} onChange={(from) => change({ from })} />
          <Moment label="Until" value={filters.to} onChange={(to) => change({ to })} />
        </>
      )}
    </>
  )
}

function isSpan(value: string): value is Exclude<JobFilters['since'], ''> {
  return value in spanWords
}

function Moment({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (iso: string) => void
}) {
  return (
    <TextInput
      type="datetime-local"
      label={label}
      value={toLocalInput(value)}
      onChange={(event) => onChange(fromLocalInput(event.currentTarget.value))}
    />
  )
}
