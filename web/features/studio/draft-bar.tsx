import { Button, Menu } from '@mantine/core'
import { Link, useNavigate } from 'react-router'
import { relativeDay } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Icon } from '../../ui/icons.tsx'
import '../../ui/menu.css'
import { Tag } from '../../ui/notice.tsx'
import type { useDraftAgain } from './draft-again.tsx'
import type { Draft, DraftText } from './use-draft-text.ts'
import { useRemoveDraft } from './use-remove-draft.ts'

interface DraftBarProps {
  draft: Draft
  writing: DraftText
  flagged: number
  /** Approved, and not being changed. */
  locked: boolean
  versions: boolean
  again: ReturnType<typeof useDraftAgain>
  onApprove: () => void
  onChange: () => void
}

/** How the letter stands and what can be done with it; stays in view while one writes. */
export function DraftBar(props: DraftBarProps) {
  const { draft, writing, flagged, locked, versions, again, onApprove, onChange } = props
  return (
    <div className="draft-bar">
      <div className="row draft-standing">
        {draft.state === 'approved' && !writing.dirty ? (
          <Tag tone="good">Approved</Tag>
        ) : (
          <Tag tone="fair">Not approved</Tag>
        )}
        {flagged > 0 && (
          <Tag tone={locked ? 'quiet' : 'bad'}>
            {flagged} {locked ? 'accepted without proof' : 'not proved'}
          </Tag>
        )}
        <SaveState draft={draft} writing={writing} />
      </div>
      <div className="row">
        {!locked && (writing.dirty || !versions) && (
          <Button
            variant="outline"
            disabled={!writing.dirty || writing.conflict}
            loading={writing.saving}
            aria-keyshortcuts="Control+S Meta+S"
            onClick={() => void writing.save()}
          >
            Save
          </Button>
        )}
        {locked ? (
          <Button variant="outline" onClick={onChange}>
            Change the text
          </Button>
        ) : (
          <Button
            disabled={writing.conflict || writing.saving}
            aria-keyshortcuts="Control+Enter Meta+Enter"
            onClick={onApprove}
          >
            {writing.dirty ? 'Save and approve …' : 'Approve …'}
          </Button>
        )}
        <Button
          variant="subtle"
          px={10}
          component={Link}
          to={paths.draft(draft.id, versions ? undefined : 'versions')}
        >
          {versions ? 'Back to the letter' : `Versions (${draft.versions})`}
        </Button>
        <MoreMenu draft={draft} dirty={writing.dirty} again={again} />
      </div>
    </div>
  )
}

function SaveState({ draft, writing }: { draft: Draft; writing: DraftText }) {
  const words = writing.saving
    ? 'Saving …'
    : writing.dirty
      ? 'Unsaved changes'
      : `Version ${draft.version}, saved ${relativeDay(draft.updatedAt)}`
  return (
    <span className="small quiet" role="status">
      {words}
    </span>
  )
}

function MoreMenu({ draft, dirty, again }: Pick<DraftBarProps, 'draft' | 'again'> & { dirty: boolean }) {
  const navigate = useNavigate()
  const remove = useRemoveDraft()
  const gone = () => void navigate(paths.drafts())
  return (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false} portalProps={{ target: '#main' }}>
      <Menu.Target>
        <Button variant="subtle" px={9} aria-label="More to do with this letter" loading={again.busy}>
          <Icon name="more" />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to={paths.printDraft(draft.id)}>
          Print view
        </Menu.Item>
        {again.start && (
          <Menu.Item onClick={again.start} disabled={dirty}>
            Draft again
          </Menu.Item>
        )}
        <Menu.Item onClick={() => void remove(draft, gone)} disabled={dirty}>
          Remove the letter
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
