import { Countdown, useIsPast } from '../../shell/countdown.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { Refused } from './session-api.ts'

type Told = Pick<Refused, 'words' | 'until'>

/** Why it did not work; after too many tries, how long to wait. */
export function Problem({ problem }: { problem: Told }) {
  const { words, until } = problem
  if (until === null) return <Notice tone="bad">{words}</Notice>
  return <WaitProblem key={until} words={words} until={until} />
}

function WaitProblem({ words, until }: { words: string; until: number }) {
  const isOver = useIsPast(until)
  if (isOver) return <Notice tone="quiet">You can try again now.</Notice>
  return (
    <Notice tone="bad">
      {words}{' '}
      <span aria-hidden="true">
        You can go on in <Countdown until={until} />.
      </span>
      <span className="visually-hidden">Please wait a little.</span>
    </Notice>
  )
}
