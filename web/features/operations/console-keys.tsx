import { Modal } from '@mantine/core'
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { createKeyBook, type KeyBook, type Shortcut } from './key-book.ts'

const KeysContext = createContext<KeyBook | null>(null)

/** Keys of the console, and the help that lists those of the page ("?"). */
export function ConsoleKeysProvider({ children }: { children: ReactNode }) {
  const book = useMemo(() => createKeyBook(), [])
  const [help, setHelp] = useState<readonly Shortcut[] | null>(null)
  useEffect(() => book.listen(window), [book])
  useEffect(() => book.add([{ key: '?', words: 'Show these keys', act: () => setHelp(book.all()) }]), [book])
  return (
    <KeysContext value={book}>
      {children}
      <Modal opened={help !== null} onClose={() => setHelp(null)} title="Keys on this page" centered>
        <dl className="key-help">
          {help?.map(({ key, words }) => (
            <div key={key + words}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      </Modal>
    </KeysContext>
  )
}

/** Single keys that work while nobody types and nothing is open; "?" lists them by their words. */
export function useConsoleShortcuts(shortcuts: readonly Shortcut[]): void {
  const book = useContext(KeysContext)
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  const names = shortcuts.map(({ key, words }) => `${key} ${words}`).join('\n')
  useEffect(
    () =>
      book?.add(
        latest.current.map(({ key, words }, index) => ({
          key,
          words,
          act: (event) => latest.current[index]?.act(event),
        })),
      ),
    // oxlint-disable-next-line react/exhaustive-deps -- their names stand for them; what they do is read when pressed
    [book, names],
  )
}
