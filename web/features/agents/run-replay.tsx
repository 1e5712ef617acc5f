import { Button, SegmentedControl } from '@mantine/core'
import { useEffect, useId, useMemo, useState } from 'react'
import type { RunDetail, RunEvent } from '../../../src/domains/agents/schema.ts'
import { timeOfDay } from '../../lib/format.ts'
import { Card } from '../../ui/card.tsx'
import { useLiveRun } from './live-provider.tsx'

/** A wait longer than this is cut short: one replays to see the steps, not to wait again. */
const LONGEST_WAIT_MS = 2_000
const speeds = ['1', '4', '16'] as const

/** Every event of a run, live while it goes; afterwards it can be played again from any point. */
export function RunReplay({ run }: { run: RunDetail }) {
  const events = useAllEvents(run)
  const [shown, setShown] = useState<number | null>(null)
  const [playing, setPlaying] = useState(false)
  const [speed, setSpeed] = useState<string>('4')
  const slider = useId()
  const at = shown ?? events.length
  useEffect(() => {
    if (!playing) return undefined
    const next = events[at]
    const wait = next ? pauseBetween(events[at - 1], next) / Number(speed) : 0
    const timer = setTimeout(() => {
      if (next) setShown(at + 1)
      else setPlaying(false)
    }, wait)
    return () => clearTimeout(timer)
  }, [playing, at, events, speed])
  const play = () => {
    if (at >= events.length) setShown(1)
    setPlaying(!playing)
  }

  return (
    <Card
      title="What happened"
      actions={
        <span className="quiet small">
          {at} of {events.length} events
        </span>
      }
    >
      {events.length > 1 && (
        <div className="run-replay">
          <Button variant="outline" size="compact-md" onClick={play}>
            {playing ? 'Stop' : 'Replay'}
          </Button>
          <div>
            <label htmlFor={slider} className="visually-hidden">
              Show events up to
            </label>
            <input
              id={slider}
              type="range"
              min={1}
              max={events.length}
              value={at}
              onChange={(event) => {
                setPlaying(false)
                setShown(Number(event.currentTarget.value))
              }}
            />
          </div>
          <SegmentedControl
            size="xs"
            aria-label="Speed of the replay"
            value={speed}
            data={speeds.map((value) => ({ value, label: `${value}×` }))}
            onChange={setSpeed}
          />
        </div>
      )}
      {events[0]?.type !== 'run_queued' && (
        <p className="quiet small">History starts here. What came before is no longer kept.</p>
      )}
      <ol className="plain-list run-timeline" aria-label="Events of this run">
        {events.map((event, index) => (
          <li key={event.seq} className={lineClass(event, index < at)}>
            <time dateTime={event.at}>{timeOfDay(event.at)}</time>
            <span>{event.words}</span>
          </li>
        ))}
      </ol>
    </Card>
  )
}

/** What is stored, and what the stream has brought since. */
function useAllEvents(run: RunDetail): readonly RunEvent[] {
  const { own } = useLiveRun(run.id)
  return useMemo(() => {
    const last = run.events.at(-1)?.seq ?? 0
    return [...run.events, ...own.filter(({ seq }) => seq > last)]
  }, [run.events, own])
}

function pauseBetween(before: RunEvent | undefined, next: RunEvent): number {
  if (!before) return 0
  return Math.min(Date.parse(next.at) - Date.parse(before.at), LONGEST_WAIT_MS)
}

function lineClass({ type }: RunEvent, reached: boolean): string {
  if (!reached) return 'later'
  if (type === 'run_succeeded') return 'ended-well'
  return type === 'run_failed' || type === 'run_cancelled' ? 'ended-badly' : ''
}
