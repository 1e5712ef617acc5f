import { Menu, UnstyledButton } from '@mantine/core'
import { useRef, useState } from 'react'
import type { Outcome, Stage } from '../../../src/domains/applications/schema.ts'
import '../../ui/menu.css'
import { outcomes, outcomeWords, stages, stageTone, stageWords } from './stages.ts'
import './stage-menu.css'
import type { Target } from './use-move.ts'

interface StageMenuProps {
  /** Of the application, for those who don't see the row. */
  title: string
  stage: Stage
  outcome: Outcome | null
  onMove: (target: Target) => void
}

/**
 * The stage as a button that opens where it can be moved to; closing says at once how it ended. The menu's own parts
 * come with the click: a long list scrolls faster without them.
 */
export function StageMenu({ title, stage, outcome, onMove }: StageMenuProps) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const words = outcome ? `${stageWords(stage)}: ${outcomeWords(outcome).toLowerCase()}` : stageWords(stage)
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <span className="stage-menu">
      <UnstyledButton
        ref={button}
        className={`stage-button ${stageTone(stage, outcome)}`}
        aria-label={`${words}. Move ${title}`}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        {words}
      </UnstyledButton>
      {open && (
        <Menu
          opened
          onClose={close}
          returnFocus={false}
          position="bottom-start"
          width={350}
          withInitialFocusPlaceholder={false}
          portalProps={{ target: '#main' }}
        >
          <Menu.Target>
            <button type="button" className="stage-anchor" tabIndex={-1} aria-label={`Move ${title}`} />
          </Menu.Target>
          <Menu.Dropdown>
            <Choices stage={stage} outcome={outcome} onMove={onMove} />
          </Menu.Dropdown>
        </Menu>
      )}
    </span>
  )
}

function Choices({ stage, outcome, onMove }: Omit<StageMenuProps, 'title'>) {
  return (
    <div className="stage-choices">
      <div role="group" aria-label="Move to">
        <Menu.Label>Move to</Menu.Label>
        {stages
          .filter((one) => one !== 'closed')
          .map((one) => (
            <StageItem
              key={one}
              words={stageWords(one)}
              here={one === stage && (one !== 'offer' || outcome === null)}
              onChoose={() => onMove({ stage: one, outcome: null })}
            />
          ))}
      </div>
      <div role="group" aria-label="Close as">
        <Menu.Label>Close as</Menu.Label>
        {outcomes.map((one) => (
          <StageItem
            key={one}
            words={outcomeWords(one)}
            here={stage === 'closed' && outcome === one}
            onChoose={() => onMove({ stage: 'closed', outcome: one })}
          />
        ))}
      </div>
    </div>
  )
}

function StageItem({ words, here, onChoose }: { words: string; here: boolean; onChoose: () => void }) {
  return (
    <Menu.Item onClick={onChoose} disabled={here}>
      {words}
      {here && ' (now)'}
    </Menu.Item>
  )
}
