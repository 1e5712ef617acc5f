import { Autocomplete } from '@mantine/core'
import { useTypedSearch } from '../../lib/use-typed-search.ts'
import { trpc } from '../../trpc.ts'

interface TaskFieldProps {
  label: string
  /** Shown above the field instead of only being read. */
  visibleLabel?: boolean
  placeholder?: string
  value: string
  /** The whole name, after a short pause in typing. */
  onChange: (task: string) => void
}

/** A task's name, with those there are to choose from. */
export function TaskField({ label, visibleLabel = false, placeholder, value, onChange }: TaskFieldProps) {
  const tasks = trpc.jobs.tasks.useQuery(undefined, { staleTime: 60_000 })
  const { typed, type } = useTypedSearch(value, onChange)
  return (
    <Autocomplete
      {...(visibleLabel ? { label } : { 'aria-label': label })}
      placeholder={placeholder}
      data={tasks.data?.tasks.map(({ name }) => name) ?? []}
      value={typed}
      maxLength={200}
      onChange={type}
    />
  )
}
