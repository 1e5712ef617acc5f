import { SegmentedControl } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useSearchParams } from 'react-router'
import { ApproveDialog } from './approve-dialog.tsx'
import { ApprovedBar } from './approved-bar.tsx'
import { ClaimsPanel } from './claims-panel.tsx'
import { useDraftAgain } from './draft-again.tsx'
import { DraftBar } from './draft-bar.tsx'
import './draft-editor.css'
import { DraftNotices } from './draft-notices.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import { claimAt, nextFlagged, type KnownFact } from './letter-marks.ts'
import { LetterSheet, type LetterSheetHandle } from './letter-sheet.tsx'
import type { PlacedClaim } from './move-claims.ts'
import { useClaims, useSavedClaims } from './use-claims.ts'
import { useDraftText, useKnownFacts, type Draft } from './use-draft-text.ts'
import { VersionsView } from './versions-view.tsx'

type Side = 'letter' | 'claims'

/** The letter with what it claims beside it; its versions; what can be done once it is approved. */
export function DraftEditor({ draft }: { draft: Draft }) {
  const writing = useDraftText(draft)
  const savedClaims = useSavedClaims(draft)
  const live = useClaims(draft, savedClaims, writing.text)
  const { facts, resumeId } = useKnownFacts(draft)
  const again = useDraftAgain(draft)
  const [params] = useSearchParams()
  const versions = params.get('view') === 'versions'
  const [approving, setApproving] = useState(false)
  const approved = draft.state === 'approved' && !writing.dirty
  // Which approval the person is about to give up by changing the text.
  const [changing, setChanging] = useState<string | null>(null)
  const [justApproved, setJustApproved] = useState(false)
  const locked = approved && changing !== draft.approvedAt
  const approve = async () => {
    const saved = writing.dirty ? await writing.save() : draft
    if (saved) setApproving(true)
  }
  const sheet = useRef<LetterSheetHandle>(null)
  const selection = useSelection(live.claims, sheet)

  const unlocked = !locked && !approving && !writing.conflict
  useHotkeys(
    [
      ['mod+S', () => void (unlocked && writing.dirty && writing.save())],
      ['mod+Enter', () => void (unlocked && approve())],
      ['F8', () => approving || selection.toNextFlagged(1)],
      ['shift+F8', () => approving || selection.toNextFlagged(-1)],
    ],
    [],
  )
  const change = () => {
    flushSync(() => setChanging(draft.approvedAt))
    sheet.current?.focus()
  }

  return (
    <div className="stack draft-editor">
      <DraftBar
        draft={draft}
        writing={writing}
        flagged={live.claims.filter((claim) => claim.flagged).length}
        locked={locked}
        versions={versions}
        again={again}
        onApprove={() => void approve()}
        onChange={change}
      />
      {again.progress}
      <DraftNotices draft={draft} writing={writing} />
      {locked && <ApprovedBar draft={draft} focused={justApproved} />}
      {!locked && draft.state === 'approved' && (
        <p className="small quiet">The saved text is approved. A change needs your approval again.</p>
      )}
      {versions ? (
        <VersionsView draft={draft} dirty={writing.dirty} />
      ) : (
        <>
          <SegmentedControl
            className="draft-sides"
            size="md"
            aria-label="What is shown"
            data={[
              { value: 'letter', label: 'Letter' },
              { value: 'claims', label: 'Claims and facts' },
            ]}
            value={selection.side}
            onChange={(side) => selection.setSide(side === 'claims' ? 'claims' : 'letter')}
            fullWidth
          />
          <div className="draft-desk" data-side={selection.side}>
            <div className="draft-letter stack tight">
              <LetterSheet
                ref={sheet}
                text={writing.text}
                claims={live.claims}
                facts={facts}
                lit={selection.litClaims}
                readOnly={locked}
                onText={writing.setText}
                onCursor={selection.atCursor}
              />
              <Legend locked={locked} />
            </div>
            <ClaimsPanel
              text={writing.text}
              live={live}
              approved={locked}
              facts={facts}
              lit={selection.litFacts}
              chosen={selection.chosen}
              resumeId={resumeId}
              onChoose={selection.choose}
              onGoTo={selection.goTo}
            />
          </div>
        </>
      )}
      {approving && (
        <ApproveDialog
          draft={draft}
          claims={savedClaims}
          facts={facts}
          onClose={() => {
            flushSync(() => setApproving(false))
            sheet.current?.focus()
          }}
          onApproved={() => {
            setApproving(false)
            setJustApproved(true)
          }}
        />
      )}
      <LeaveGuard dirty={writing.dirty} save={writing.save} />
    </div>
  )
}

/** One thing at a time leads: the sentence at the cursor, or a fact that was chosen beside it. */
function useSelection(claims: readonly PlacedClaim[], sheet: React.RefObject<LetterSheetHandle | null>) {
  const [side, setSide] = useState<Side>('letter')
  const [cursor, setCursor] = useState<number | null>(null)
  const [chosen, setChosen] = useState<KnownFact['id'] | null>(null)
  const here = cursor === null ? null : claimAt(claims, cursor)
  const litClaims = useMemo(() => {
    if (chosen === null) return new Set(here === null ? [] : [here])
    return new Set(claims.flatMap(({ factIds }, index) => (factIds.includes(chosen) ? [index] : [])))
  }, [claims, chosen, here])
  const litFacts = useMemo(
    () => new Set(chosen === null ? (here === null ? [] : claims[here]?.factIds) : [chosen]),
    [claims, chosen, here],
  )
  const goTo = (claim: number) => {
    flushSync(() => {
      setSide('letter')
      setChosen(null)
    })
    sheet.current?.goTo(claim)
  }
  return {
    side,
    setSide,
    chosen,
    litClaims,
    litFacts,
    goTo,
    atCursor: (at: number) => {
      setCursor(at)
      setChosen(null)
    },
    choose: (factId: string | null) => {
      setChosen(factId)
      const first = claims.findIndex(({ factIds }) => factId !== null && factIds.includes(factId))
      if (first >= 0) sheet.current?.show(first)
    },
    toNextFlagged: (step: 1 | -1) => {
      const next = nextFlagged(claims, sheet.current?.cursor() ?? 0, step)
      if (next !== null) goTo(next)
    },
  }
}

function Legend({ locked }: { locked: boolean }) {
  return (
    <div id="letter-help" className="sheet-legend">
      <span className="sheet-mark is-proved">proved</span>
      <span className="sheet-mark is-unconfirmed">by facts not confirmed yet</span>
      <span className="sheet-mark is-flagged">not proved</span>
      {!locked && (
        <span className="sheet-keys">
          <kbd>Ctrl S</kbd> saves · <kbd>F8</kbd> next not proved · <kbd>Ctrl Enter</kbd> approves
        </span>
      )}
    </div>
  )
}
