import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import type { Overview } from '../../../src/domains/operations/schema.ts'
import { counted, wholeNumber } from '../../lib/format.ts'
import { durationWords, percentWords } from '../../lib/measures.ts'
import { paths } from '../../paths.ts'
import { Tag } from '../../ui/notice.tsx'
import { LimitsDialog } from './overview-limits.tsx'
import { PauseDialog, ResumeDialog } from './overview-pauses.tsx'
import { cappedWords } from './overview-troubles.ts'
import { RelativeTime } from './time-parts.tsx'

export type LaneNow = Overview['lanes'][number]

/** A lane in a row: what waits and runs, its last five minutes, what can be done. */
export function OverviewLane({ lane }: { lane: LaneNow }) {
  const { lane: name, hold } = lane
  const jobs = (state: string) => paths.jobs({ state, lane: name })
  return (
    <article className="lane" aria-label={`Lane ${name}`}>
      <div className="lane-head">
        <h3>{name}</h3>
        {hold ? <Tag tone="fair">Paused</Tag> : lane.servedBy === 0 && <Tag tone="bad">Not served</Tag>}
        <span className="quiet small">{placesWords(lane)}</span>
        <LaneActions lane={lane} />
      </div>
      {hold && (
        <p className="small">
          Paused <RelativeTime at={hold.since} />
          {hold.by && ` by ${hold.by.email}`}: “{hold.reason}”
        </p>
      )}
      <dl className="lane-figures">
        <Figure
          name="Waiting"
          to={jobs('queued')}
          of={name}
          note={lane.held > 0 && `${wholeNumber(lane.held)} held`}
        >
          {cappedWords(lane.queued)}
        </Figure>
        <Figure name="Oldest">
          {lane.oldestWaitSeconds === null ? '–' : durationWords(lane.oldestWaitSeconds * 1_000)}
        </Figure>
        <Figure name="Scheduled" to={jobs('scheduled')} of={name}>
          {cappedWords(lane.scheduled)}
        </Figure>
        <Figure name="Running" to={jobs('running')} of={name} note={runningNote(lane)}>
          {wholeNumber(lane.running)}
        </Figure>
        <Figure name="Per minute">{lane.throughputPerMinute}</Figure>
        <Figure
          name="Failing"
          tone={lane.failureRate !== null && lane.failureRate >= 0.2 ? 'bad' : undefined}
        >
          {lane.failureRate === null ? '–' : percentWords(lane.failureRate)}
        </Figure>
        <Figure name="Wait p50 · p95 · p99" wide={lane.wait.p50 === null ? 'none' : 'wide'}>
          <Latency of={lane.wait} />
        </Figure>
        <Figure name="Run p50 · p95 · p99" wide={lane.duration.p50 === null ? 'none' : 'wide'}>
          <Latency of={lane.duration} />
        </Figure>
      </dl>
    </article>
  )
}

interface FigureProps {
  name: string
  /** Where what it counts is listed. */
  to?: string
  of?: string
  note?: string | false | null
  tone?: 'bad' | undefined
  /** Needs room; `none`: has nothing to say where there is little. */
  wide?: 'wide' | 'none'
  children: ReactNode
}

function Figure({ name, to, of, note, tone, wide, children }: FigureProps) {
  return (
    <div className={`figure ${wide ? `wide ${wide}` : ''} ${tone ?? ''}`}>
      <dt>{name}</dt>
      <dd>
        {to === undefined ? (
          children
        ) : (
          <Link to={to}>
            {children}
            <span className="visually-hidden">
              {' '}
              {name.toLowerCase()} in {of}
            </span>
          </Link>
        )}
        {note && <span className="quiet small"> {note}</span>}
      </dd>
    </div>
  )
}

function Latency({ of: { p50, p95, p99 } }: { of: LaneNow['wait'] }) {
  if (p50 === null) return '–'
  return [p50, p95, p99].map((ms) => (ms === null ? '–' : durationWords(ms))).join(' · ')
}

/** Places over all processes, when none of them is limited further. */
function placesOf({ concurrency, servedBy, maxRunning }: LaneNow): number {
  const places = concurrency * servedBy
  return maxRunning === null ? places : Math.min(places, maxRunning)
}

function runningNote(lane: LaneNow): string {
  return `of ${wholeNumber(placesOf(lane))}`
}

function placesWords({ concurrency, servedBy, perPerson, maxRunning }: LaneNow): string {
  return [
    `${counted(servedBy, 'process', 'processes')} × ${wholeNumber(concurrency)}`,
    ...(maxRunning === null ? [] : [`at most ${wholeNumber(maxRunning)} at a time`]),
    ...(perPerson === null ? [] : [`${wholeNumber(perPerson)} a person`]),
  ].join(' · ')
}

function LaneActions({ lane }: { lane: LaneNow }) {
  const [open, setOpen] = useState<'limits' | 'pause' | 'resume' | null>(null)
  const close = () => setOpen(null)
  const { lane: name, hold } = lane
  return (
    <div className="row lane-actions">
      <Button
        size="compact-md"
        variant="subtle"
        aria-label={`Limits of ${name}`}
        onClick={() => setOpen('limits')}
      >
        {lane.overridden ? 'Limits (set by hand)' : 'Limits'}
      </Button>
      {lane.pausable && (
        <Button
          size="compact-md"
          variant="outline"
          aria-label={`${hold ? 'Resume' : 'Pause'} ${name}`}
          onClick={() => setOpen(hold ? 'resume' : 'pause')}
        >
          {hold ? 'Resume' : 'Pause'}
        </Button>
      )}
      {open === 'limits' && <LimitsDialog lane={lane} onClose={close} />}
      {open === 'pause' && <PauseDialog lane={lane} onClose={close} />}
      {open === 'resume' && hold && <ResumeDialog lane={lane} holdId={hold.id} onClose={close} />}
    </div>
  )
}
