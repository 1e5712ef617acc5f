import { Tabs } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { EvidenceClass, MatchDetails } from '../../../src/domains/matching/schema.ts'
import { Card } from '../../ui/card.tsx'
import { isEvidenceClass, provedRequirements } from './evidence-words.ts'
import { MarkedPosting, markId } from './marked-posting.tsx'
import '../../ui/tabs.css'
import './proof.css'
import { RequirementList, requirementId } from './requirement-list.tsx'
import { useListKeys } from './use-list-keys.ts'

type Side = 'proof' | 'posting'

/** The posting's words beside what is asked and what proves it. Choosing one marks the other and brings it into view. */
export function Proof({ match, text }: { match: MatchDetails; text: string }) {
  const wide = useMediaQuery('(min-width: 1000px)', undefined, { getInitialValueInEffect: false })
  const requirements = useMemo(() => provedRequirements(match), [match])
  const [only, setOnly] = useOnly()
  const [side, setSide] = useState<Side>('proof')
  const { active, activate } = useActive()
  const shown = useMemo(
    () => requirements.filter((one) => only === null || one.class === only),
    [requirements, only],
  )
  const focusStep = (by: number) => {
    const at = shown.findIndex(({ id }) => id === active)
    const next = shown[at === -1 ? 0 : at + by]
    if (!next) return
    setSide('proof')
    document.getElementById(requirementId(next.id))?.focus({ preventScroll: true })
    reveal(requirementId(next.id))
  }
  useListKeys({ j: () => focusStep(1), k: () => focusStep(-1) })

  const list = (
    <RequirementList
      match={match}
      requirements={requirements}
      only={only}
      onOnly={setOnly}
      active={active}
      onActivate={(id) => activate(id, wide ? markId(id) : null)}
      onShowInPosting={
        wide
          ? null
          : (id) => {
              setSide('posting')
              activate(id, markId(id))
            }
      }
    />
  )
  const marked = (
    <MarkedPosting
      text={text}
      requirements={shown}
      active={active}
      onActivate={(id) => {
        setSide('proof')
        activate(id, requirementId(id), true)
      }}
    />
  )
  if (wide) {
    return (
      <div className="proof-columns">
        <Card title="The posting" className="proof-panel">
          <div className="proof-scroll" data-scrolls>
            {marked}
          </div>
        </Card>
        <Card title="What it asks for, and your proof" className="proof-panel">
          <div className="proof-scroll" data-scrolls>
            {list}
          </div>
        </Card>
      </div>
    )
  }
  return (
    <Card title="Proof">
      <Tabs
        value={side}
        onChange={(to) => setSide(to === 'posting' ? 'posting' : 'proof')}
        keepMounted={false}
      >
        <Tabs.List grow aria-label="Proof or posting">
          <Tabs.Tab value="proof">Proof</Tabs.Tab>
          <Tabs.Tab value="posting">Posting</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="proof" pt="md">
          {list}
        </Tabs.Panel>
        <Tabs.Panel value="posting" pt="md">
          {marked}
        </Tabs.Panel>
      </Tabs>
    </Card>
  )
}

/** Which class is shown alone; in the address. */
function useOnly(): [EvidenceClass | null, (only: EvidenceClass | null) => void] {
  const [params, setParams] = useSearchParams()
  const asked = params.get('show')
  const setOnly = (only: EvidenceClass | null) =>
    setParams(
      (now) => {
        if (only) now.set('show', only)
        else now.delete('show')
        return now
      },
      { replace: true, preventScrollReset: true },
    )
  return [isEvidenceClass(asked) ? asked : null, setOnly]
}

/** The chosen requirement. Its counterpart comes into view once it is drawn, with the keyboard on it if wanted. */
function useActive() {
  const [active, setActive] = useState<string | null>(null)
  const wanted = useRef<{ id: string; focus: boolean } | null>(null)
  useEffect(() => {
    if (!wanted.current) return
    const { id, focus } = wanted.current
    const element = document.getElementById(id)
    if (!element) return
    wanted.current = null
    if (focus) element.focus({ preventScroll: true })
    reveal(id)
  })
  const activate = (id: string, target: string | null, focus = false) => {
    if (target) wanted.current = { id: target, focus }
    setActive(id)
  }
  return { active, activate }
}

/** Scrolls an element into view within its own panel, so that the page stays where it is; else the page. */
function reveal(id: string): void {
  const element = document.getElementById(id)
  const panel = element?.closest('[data-scrolls]')
  if (!element) return
  if (!panel) return element.scrollIntoView({ block: 'center' })
  const box = element.getBoundingClientRect()
  const view = panel.getBoundingClientRect()
  if (box.top >= view.top + 8 && box.bottom <= view.bottom - 8) return
  panel.scrollTo({ top: panel.scrollTop + box.top - view.top - view.height / 3 })
}
