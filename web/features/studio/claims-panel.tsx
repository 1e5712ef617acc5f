import { Button } from '@mantine/core'
import { useEffect, useMemo, useRef } from 'react'
import { Link } from 'react-router'
import { counted } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Tag } from '../../ui/notice.tsx'
import './claims-panel.css'
import type { KnownFact } from './letter-marks.ts'
import type { PlacedClaim } from './move-claims.ts'
import type { LiveClaims } from './use-claims.ts'

interface ClaimsPanelProps {
  text: string
  live: LiveClaims
  /** The text is approved: what isn’t proved was accepted. */
  approved: boolean
  facts: ReadonlyMap<string, KnownFact>
  /** Of the sentence at the cursor, or the one that was chosen. */
  lit: ReadonlySet<string>
  chosen: string | null
  resumeId: string | null
  onChoose: (factId: string | null) => void
  onGoTo: (claim: number) => void
}

/** What the letter claims: first what nothing proves, then the facts it rests on, each with its sentences. */
export function ClaimsPanel(props: ClaimsPanelProps) {
  const { text, live, approved, facts, lit, chosen, resumeId, onChoose, onGoTo } = props
  const panel = useRef<HTMLElement>(null)
  const cited = useMemo(() => citedFacts(live.claims, facts), [live.claims, facts])
  const firstLit = chosen === null ? (cited.find(({ fact }) => lit.has(fact.id))?.fact.id ?? null) : null
  useEffect(() => {
    if (firstLit !== null && panel.current) scrollWithin(panel.current, `fact-${firstLit}`)
  }, [firstLit])
  const flagged = live.claims.flatMap((claim, index) => (claim.flagged ? [{ claim, index }] : []))
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard has to reach it
    <section className="claims-panel" aria-label="Claims and facts" ref={panel} tabIndex={0}>
      <Summary live={live} flagged={flagged.length} />
      {flagged.length > 0 && (
        <div className="stack tight">
          <h2>{approved ? 'Accepted without proof' : 'Not proved'}</h2>
          <ul className="plain-list stack tight">
            {flagged.map(({ claim, index }) => (
              <li key={index} className={`flagged-claim ${claim.changed ? 'is-changed' : ''}`}>
                <blockquote>{text.slice(...claim.span)}</blockquote>
                <p className="small">{claim.changed ? 'Changed; it will be checked again.' : claim.reason}</p>
                {!approved && <WhatToDo resumeId={resumeId} />}
                <Button variant="outline" color="quiet" onClick={() => onGoTo(index)}>
                  Go to the sentence
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="stack tight">
        <h2>Facts behind the letter</h2>
        {cited.length === 0 && <p className="quiet small">It rests on no fact of your résumé yet.</p>}
        <ul className="plain-list fact-list">
          {cited.map(({ fact, claims }) => (
            <FactRow
              key={fact.id}
              fact={fact}
              sentences={claims.map((index) => ({ index, words: text.slice(...spanOf(live.claims, index)) }))}
              lit={lit.has(fact.id)}
              open={chosen === fact.id}
              resumeId={resumeId}
              onChoose={onChoose}
              onGoTo={onGoTo}
            />
          ))}
        </ul>
      </div>
    </section>
  )
}

function WhatToDo({ resumeId }: { resumeId: string | null }) {
  const fact = 'add the fact to your résumé'
  return (
    <p className="small quiet">
      Change the sentence, {resumeId ? <Link to={paths.resume(resumeId)}>{fact}</Link> : fact}, or accept it
      when you approve.
    </p>
  )
}

function Summary({ live, flagged }: { live: LiveClaims; flagged: number }) {
  const resting = live.claims.filter(({ factIds, flagged: bad }) => bad || factIds.length > 0).length
  const words =
    live.state === 'checking'
      ? 'Checking what you typed …'
      : live.state === 'failed'
        ? 'The check could not be reached. It is tried again; you can go on writing.'
        : resting === 0
          ? 'No sentence claims anything that needs proof.'
          : flagged === 0
            ? `${counted(resting, 'sentence')} about you, all proved by your résumé.`
            : `${counted(resting, 'sentence')} about you, ${flagged} not proved.`
  return (
    <p className="claims-summary small" role="status">
      {words}
    </p>
  )
}

interface FactRowProps {
  fact: KnownFact
  sentences: readonly { index: number; words: string }[]
  lit: boolean
  open: boolean
  resumeId: string | null
  onChoose: (factId: string | null) => void
  onGoTo: (claim: number) => void
}

function FactRow({ fact, sentences, lit, open, resumeId, onChoose, onGoTo }: FactRowProps) {
  return (
    <li id={`fact-${fact.id}`} className={`fact-row ${lit ? 'is-lit' : ''}`}>
      <button
        type="button"
        className="fact-button"
        aria-expanded={open}
        onClick={() => onChoose(open ? null : fact.id)}
      >
        <span className="fact-text">{fact.text}</span>
        <span className="fact-about small quiet">
          {fact.kind.replaceAll('_', ' ')} · {counted(sentences.length, 'sentence')}
          {lit && !open && <span className="visually-hidden">, behind the sentence at the cursor</span>}
        </span>
        {!fact.confirmed && <Tag tone="fair">not confirmed</Tag>}
      </button>
      {open && (
        <div className="fact-sentences stack tight">
          {sentences.map(({ index, words }) => (
            <button key={index} type="button" className="sentence-button" onClick={() => onGoTo(index)}>
              {words}
            </button>
          ))}
          {resumeId && (
            <Link className="small" to={paths.resume(resumeId, undefined, fact.id)}>
              See it in the résumé
            </Link>
          )}
        </div>
      )}
    </li>
  )
}

function spanOf(claims: readonly PlacedClaim[], index: number): [number, number] {
  return claims[index]?.span ?? [0, 0]
}

/** In the order in which the letter comes to them. */
function citedFacts(claims: readonly PlacedClaim[], facts: ReadonlyMap<string, KnownFact>) {
  const cited = new Map<string, { fact: KnownFact; claims: number[] }>()
  claims.forEach(({ factIds }, index) => {
    for (const id of factIds) {
      const fact = facts.get(id)
      if (!fact) continue
      const entry = cited.get(id) ?? { fact, claims: [] }
      entry.claims.push(index)
      cited.set(id, entry)
    }
  })
  return [...cited.values()]
}

/** Scrolls the panel alone: the page must not jump while somebody writes. */
function scrollWithin(panel: HTMLElement, id: string): void {
  const row = document.getElementById(id)
  if (!row || panel.scrollHeight <= panel.clientHeight) return
  const place = row.getBoundingClientRect()
  const view = panel.getBoundingClientRect()
  if (place.top < view.top || place.bottom > view.bottom) panel.scrollTop += place.top - view.top - 60
}
