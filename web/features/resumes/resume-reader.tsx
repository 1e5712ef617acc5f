import { Tabs } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useCallback, useMemo, type ReactNode } from 'react'
import { Card } from '../../ui/card.tsx'
import { ConfirmBar } from './confirm-bar.tsx'
import { DocumentText } from './document-text.tsx'
import { FactList } from './fact-list.tsx'
import type { FactHandlers } from './fact-row.tsx'
import { useFactChanges, type Resume } from './use-fact-changes.ts'
import { useFactFocus, useSide, type Side } from './use-fact-focus.ts'

interface ResumeReaderProps {
  resume: Resume
  /** As in the address; undefined for the newest that could be read. */
  versionId: string | undefined
  /** Facts of an older version stay as they were. */
  isReadOnly: boolean
}

/** The text of a résumé beside its facts: what one points at here is marked there. */
export function ResumeReader({ resume, versionId, isReadOnly }: ResumeReaderProps) {
  const isWide = useMediaQuery('(min-width: 1000px)', true, { getInitialValueInEffect: false })
  const [side, setSide] = useSide()
  const showFacts = useCallback(() => setSide('facts'), [setSide])
  const focus = useFactFocus(showFacts)
  const { activeId, pointed, setEditingId } = focus
  const changes = useFactChanges(resume.id, versionId)
  const { activate, pointAtFact, goTo } = focus
  const handlers = useMemo<FactHandlers>(
    () => ({
      activate,
      point: pointAtFact,
      goTo,
      confirm: changes.confirm,
      remove: (fact, neighbour) => {
        changes.remove(fact, () => goTo(fact.id))
        if (neighbour) goTo(neighbour)
      },
      startEdit: setEditingId,
      save: changes.edit,
      endEdit: (factId) => {
        setEditingId(null)
        goTo(factId)
      },
      showWords: isWide
        ? null
        : (factId) => {
            activate(factId)
            setSide('text')
          },
    }),
    [activate, pointAtFact, goTo, changes, setEditingId, isWide, setSide],
  )
  const facts = (
    <div className="stack">
      {!isReadOnly && <ConfirmBar resumeId={resume.id} facts={resume.facts} onNext={goTo} />}
      <FactList
        facts={resume.facts}
        activeId={activeId}
        shownId={pointed?.from === 'text' ? pointed.factId : null}
        editingId={focus.editingId}
        isReadOnly={isReadOnly}
        handlers={handlers}
        add={changes.add}
      />
    </div>
  )
  const text = (
    <DocumentText
      resumeId={resume.id}
      versionId={resume.version.id}
      text={resume.text}
      facts={resume.facts}
      activeId={activeId}
      pointed={pointed}
      onPick={goTo}
      onPoint={focus.pointAtWords}
    />
  )
  if (!isWide) return <Sides side={side} onSide={setSide} facts={facts} text={text} />
  return (
    <div className="resume-sides">
      <Card title="The text" className="resume-text-side">
        <p className="small quiet">
          Underlined words prove a fact; dotted ones wait to be confirmed. Choose some to go to their fact.
        </p>
        {text}
      </Card>
      <Card title="The facts" className="resume-facts-side">
        {facts}
        {!isReadOnly && <Keys />}
      </Card>
    </div>
  )
}

function Sides(props: { side: Side; onSide: (side: Side) => void; facts: ReactNode; text: ReactNode }) {
  const { side, onSide, facts, text } = props
  return (
    <Tabs
      value={side}
      onChange={(value) => onSide(value === 'text' ? 'text' : 'facts')}
      keepMounted={false}
      className="resume-tabs"
    >
      <Tabs.List grow>
        <Tabs.Tab value="facts">Facts</Tabs.Tab>
        <Tabs.Tab value="text">Text</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="facts" pt="md">
        <h2 className="visually-hidden">The facts</h2>
        {facts}
      </Tabs.Panel>
      <Tabs.Panel value="text" pt="md">
        <h2 className="visually-hidden">The text</h2>
        {text}
      </Tabs.Panel>
    </Tabs>
  )
}

function Keys() {
  return (
    <p className="small quiet fact-keys">
      <kbd>↓</kbd> <kbd>↑</kbd> go through the facts, <kbd>C</kbd> confirms and goes on, <kbd>E</kbd> edits,{' '}
      <kbd>X</kbd> removes.
    </p>
  )
}
