import { percentile, sumScripts, type Script } from './page-figures.ts'
import type { FirstEvents } from './page-first-event.ts'
import type { Interactions, ListFigures } from './page-lists.ts'
import type { Load, Loads } from './page-load.ts'
import { median, round, type BenchReport } from './report.ts'

/** What is asked of the page. */
const targets = {
  firstScriptKb: 200,
  paintMs: 1_000,
  longTaskMs: 200,
  firstEventMs: 200,
  interactionMs: 100,
} as const

type Part = Required<BenchReport>

const worst = (values: readonly number[]) => Math.max(0, ...values)
const whole = Math.round

export function mergeParts(parts: readonly Part[]): Part {
  return {
    results: Object.fromEntries(parts.flatMap(({ results }) => Object.entries(results))),
    ratios: Object.fromEntries(parts.flatMap(({ ratios }) => Object.entries(ratios))),
    tables: parts.flatMap(({ tables }) => tables),
    misses: parts.flatMap(({ misses }) => misses),
  }
}

interface Scripts {
  today: readonly Script[]
  more: Record<string, readonly Script[]>
  /** Of the least that React can be, gzipped. */
  reactBytes: number
}

export function reportScripts({ today, more, reactBytes }: Scripts): Part {
  const first = sumScripts(today)
  const rows = Object.entries({ '/today': today, ...more }).map(([name, scripts]) => {
    const { files, transferredKb, plainKb } = sumScripts(scripts)
    return [
      name === '/today' ? name : `${name}, beyond it`,
      files,
      round(transferredKb, 1),
      round(plainKb, 1),
    ]
  })
  return {
    results: {
      scriptsKb: {
        '/today': first,
        ...Object.fromEntries(Object.entries(more).map(([k, v]) => [k, sumScripts(v)])),
      },
    },
    ratios: { script_to_bare_react: round((first.transferredKb * 1_000) / reactBytes) },
    tables: [
      {
        title: `Script of the first load, signed in (1 kB = 1,000 bytes; wanted at most ${targets.firstScriptKb} kB sent)`,
        columns: ['page', 'files', 'kB sent', 'kB unpacked'],
        rows: [...rows, ['bare React', 1, round(reactBytes / 1_000, 1), null]],
      },
    ],
    misses:
      first.transferredKb <= targets.firstScriptKb
        ? []
        : [`/today loads ${whole(first.transferredKb)} kB of script, wanted ${targets.firstScriptKb} kB`],
  }
}

const paints = (loads: readonly Load[]) => loads.map(({ paint }) => paint)
const tasks = (loads: readonly Load[]) => loads.map(({ longestTask }) => longestTask)

function loadMisses(cache: string, loads: readonly Load[]): string[] {
  const paint = median(paints(loads))
  const task = median(tasks(loads))
  return [
    paint < targets.paintMs
      ? null
      : `/today, ${cache} cache: largest paint after ${whole(paint)} ms, wanted below ${targets.paintMs} ms`,
    task <= targets.longTaskMs
      ? null
      : `/today, ${cache} cache: a task of ${whole(task)} ms, wanted at most ${targets.longTaskMs} ms`,
  ].filter((miss) => miss !== null)
}

const caches = ['cold', 'warm'] as const

/** Of /today, of bare React and of plain HTML with the same words. */
export function reportLoads([today, react, plain]: readonly Loads[], slowDown: number): Part {
  if (!today || !react || !plain) throw new Error('Three pages are compared')
  const names = { '/today': today, 'bare React, same words': react, 'plain HTML, same words': plain }
  const ratio = (baseline: Loads, cache: 'cold' | 'warm') =>
    round(median(paints(today[cache])) / median(paints(baseline[cache])), 2)
  return {
    results: { loads: { today, react, plain } },
    ratios: {
      paint_cold_to_plain: ratio(plain, 'cold'),
      paint_warm_to_plain: ratio(plain, 'warm'),
      paint_cold_to_react: ratio(react, 'cold'),
      paint_warm_to_react: ratio(react, 'warm'),
      processor_to_react: round(median(today.processorMs) / median(react.processorMs), 2),
    },
    tables: [
      {
        title: `Opening /today at a processor ${slowDown} times slower, ms (wanted: paint below ${targets.paintMs}, no task above ${targets.longTaskMs})`,
        columns: [
          'page',
          'cache',
          'largest paint',
          'worst',
          'longest task',
          'worst',
          'runs',
          'processor at full speed',
        ],
        rows: Object.entries(names).flatMap(([name, loads]) =>
          caches.map((cache) => [
            name,
            cache,
            whole(median(paints(loads[cache]))),
            whole(worst(paints(loads[cache]))),
            whole(median(tasks(loads[cache]))),
            whole(worst(tasks(loads[cache]))),
            loads[cache].length,
            cache === 'cold' ? whole(median(loads.processorMs)) : null,
          ]),
        ),
      },
    ],
    misses: caches.flatMap((cache) => loadMisses(cache, today[cache])),
  }
}

export function reportFirstEvents(figures: FirstEvents): Part {
  const { bare, shown, atWork } = figures
  const row = (name: string, values: number[]) => [
    name,
    whole(median(values)),
    whole(percentile(values, 0.95)),
    whole(worst(values)),
    values.length,
  ]
  const late = percentile(atWork, 0.95)
  return {
    results: { firstEventMs: figures },
    ratios: { first_event_to_bare_request: round(median(atWork) / median(bare), 1) },
    tables: [
      {
        title: `From the click on "Match again", ms (wanted at most ${targets.firstEventMs})`,
        columns: ['until', 'median', 'p95', 'worst', 'runs'],
        rows: [
          row('the run is shown', shown),
          row('its first event at work is shown', atWork),
          row('a bare request has its answer', bare),
        ],
      },
    ],
    misses:
      late <= targets.firstEventMs
        ? []
        : [`the first event shows after ${whole(late)} ms (p95), wanted ${targets.firstEventMs} ms`],
  }
}

export interface MeasuredList {
  name: string
  figures: ListFigures
  /** The same on a list with nothing in it, or next to nothing. */
  empty: ListFigures
}

function listRow(act: string, { durations, longestTask }: Interactions, empty: Interactions | undefined) {
  return [
    act,
    durations.length,
    median(durations),
    percentile(durations, 0.95),
    worst(durations),
    whole(longestTask),
    empty ? percentile(empty.durations, 0.95) : null,
  ]
}

const actOf = (list: ListFigures, act: string) =>
  Object.entries(list.interactions).find(([key]) => key === act)?.[1]

function reportList({ name, figures, empty }: MeasuredList, slowDown: number): Part {
  const acts = Object.entries(figures.interactions)
  const ratios = acts.flatMap(([act, { durations }]): [string, number][] => {
    const base = actOf(empty, act)
    const key = `${name}_${act.replaceAll(' ', '_')}_to_empty`
    return base ? [[key, round(percentile(durations, 0.95) / percentile(base.durations, 0.95), 2)]] : []
  })
  const { scrolling } = figures
  return {
    results: { [name]: figures, [`${name}Empty`]: empty },
    ratios: Object.fromEntries(ratios),
    tables: [
      {
        title: `${name}: from input to next paint at a processor ${slowDown} times slower, ms (wanted below ${targets.interactionMs}; 16 means 16 or less)`,
        columns: ['doing', 'times', 'median', 'p95', 'worst', 'longest task', 'p95 on an empty list'],
        rows: acts.map(([act, seen]) => listRow(act, seen, actOf(empty, act))),
      },
      ...(scrolling
        ? [
            {
              title: `${name}: scrolling ${whole(scrolling.pixels)} px`,
              columns: ['frames', 'longer than 50 ms', 'worst, ms'],
              rows: [[scrolling.frames, scrolling.dropped, whole(scrolling.worstMs)]],
            },
          ]
        : []),
    ],
    misses: acts
      .filter(([, { durations }]) => worst(durations) >= targets.interactionMs)
      .map(
        ([act, { durations }]) =>
          `${name}, ${act}: ${percentile(durations, 0.95)} ms (p95), ${worst(durations)} ms (worst), wanted below ${targets.interactionMs} ms`,
      ),
  }
}

export function reportLists(lists: readonly MeasuredList[], slowDown: number): Part {
  return mergeParts(lists.map((list) => reportList(list, slowDown)))
}
