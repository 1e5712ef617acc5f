import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const web = path.resolve(import.meta.dirname, '..')
const styles = path.resolve(web, '../node_modules/@mantine/core/styles')
const imported = new Set(
  [
    ...readFileSync(path.join(import.meta.dirname, 'mantine-parts.css'), 'utf8').matchAll(
      /(\w[\w-]*)\.layer\.css/g,
    ),
  ].map(([, name]) => name ?? ''),
)

/** What a part is built of, where its own styles are not enough. */
const builtOf: Record<string, string[]> = {
  Autocomplete: ['Combobox', 'Input', 'Popover', 'ScrollArea'],
  Button: ['UnstyledButton', 'Loader'],
  Checkbox: ['InlineInput'],
  Menu: ['Popover'],
  Modal: ['ModalBase', 'Overlay', 'Paper', 'CloseButton'],
  NativeSelect: ['Input'],
  Radio: ['InlineInput'],
  SegmentedControl: ['FloatingIndicator'],
  Select: ['Combobox', 'Input', 'Popover', 'ScrollArea', 'CloseButton'],
  Switch: ['InlineInput'],
  Textarea: ['Input'],
  TextInput: ['Input'],
}

test('every part of Mantine that the web uses has its styles', () => {
  const used = globSync('**/*.{ts,tsx}', { cwd: web }).flatMap((file) => {
    const names = /import \{([^}]*)\} from '@mantine\/core'/.exec(
      readFileSync(path.join(web, file), 'utf8'),
    )?.[1]
    return names?.match(/\b[A-Z]\w+/g) ?? []
  })
  const needed = new Set(used.flatMap((name) => [name, ...(builtOf[name] ?? [])]))
  const missing = [...needed].filter(
    (name) => existsSync(path.join(styles, `${name}.layer.css`)) && !imported.has(name),
  )
  expect(used).toContain('Button')
  expect(missing).toEqual([])
})
