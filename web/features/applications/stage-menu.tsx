import { Menu, UnstyledButton } from '@mantine/core'
import type { Outcome, Stage } from '../../../src/domains/applications/schema.ts'
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

/** The stage as a button that opens where it can be moved to; closing says at once how it ended. */
export function StageMenu({ title, stage, outcome, onMove }: StageMenuProps) {
  const words = outcome ? `${stageWords(stage)}: ${outcomeWords(outcome).toLowerCase()}` : stageWords(stage)
  return (
    <Menu position="bottom-start" width={330}>
      <Menu.Target>
        <UnstyledButton
          className={`stage-button ${stageTone(stage, outcome)}`}
          aria-label={`${words}. Move ${title}`}
        >
          {words}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
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
      </Menu.Dropdown>
    </Menu>
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
