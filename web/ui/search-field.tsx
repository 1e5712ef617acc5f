import { TextInput, type TextInputProps } from '@mantine/core'
import { useTypedSearch } from '../lib/use-typed-search.ts'
import { Icon } from './icons.tsx'

interface SearchFieldProps extends Pick<TextInputProps, 'placeholder' | 'maw' | 'ref' | 'aria-keyshortcuts'> {
  label: string
  /** What the list was last asked for. */
  value: string
  /** Called after a short pause in typing. */
  onSearch: (search: string) => void
}

/** Keeps what is being typed to itself, so that a long list beside it is drawn only for what is asked. */
export function SearchField({ label, value, onSearch, ...rest }: SearchFieldProps) {
  const { typed, type } = useTypedSearch(value, onSearch)
  return (
    <TextInput
      {...rest}
      type="search"
      aria-label={label}
      leftSection={<Icon name="search" width={15} height={15} />}
      maxLength={200}
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && typed === '') event.currentTarget.blur()
      }}
    />
  )
}
