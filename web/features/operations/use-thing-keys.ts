import { useConsoleShortcuts } from './console-keys.tsx'

/** What can be reached in a thing of a list, first to last. */
const reachable = 'a[href], button, summary'

/** j and k go from thing to thing of the page's lists: to the first that can be pressed in each. */
export function useThingKeys(one: string): void {
  useConsoleShortcuts([
    { key: 'j', words: `Next ${one}`, act: () => step(1) },
    { key: 'k', words: `The ${one} before`, act: () => step(-1) },
  ])
}

function step(by: number): void {
  const things = [...document.querySelectorAll('.things > li')].filter((thing) => thing.checkVisibility())
  const now = things.findIndex((thing) => thing.contains(document.activeElement))
  const next = now === -1 ? things[0] : things[now + by]
  const target = next?.querySelector(reachable)
  if (target instanceof HTMLElement) target.focus()
}
