import { useLayoutEffect, useRef, type UIEvent } from 'react'
import { dateAndSeconds, timeOfDay } from '../../lib/format.ts'
import { Tag, type Tone } from '../../ui/notice.tsx'
import { readLogs } from './job-logs.ts'

const NEAR_END_PX = 24
const levelTones: Record<string, Tone> = { warn: 'fair', error: 'bad', fatal: 'bad' }

/** What an attempt logged, the oldest line first. */
export function JobLogs({ logs, attempt }: { logs: unknown; attempt: number }) {
  const lines = readLogs(logs)
  const box = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  // New lines come into view, unless somebody reads further up.
  useLayoutEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight
  })
  const onScroll = ({
    currentTarget: { scrollTop, clientHeight, scrollHeight },
  }: UIEvent<HTMLDivElement>) => {
    atEnd.current = scrollTop + clientHeight >= scrollHeight - NEAR_END_PX
  }
  return (
    <div
      ref={box}
      onScroll={onScroll}
      className="job-logs"
      role="region"
      aria-label={`Log of attempt ${attempt}`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
      tabIndex={0}
    >
      <ol className="plain-list">
        {lines.map(({ at, level, message, data }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- lines are only added at the end, and have nothing else
          <li key={index}>
            {at !== null && (
              <time dateTime={at} title={dateAndSeconds(at)}>
                {timeOfDay(at)}
              </time>
            )}
            <Tag tone={levelTones[level] ?? 'quiet'}>{level}</Tag>
            <span className="job-log-words">
              {message}
              {data !== null && <code> {data}</code>}
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}
