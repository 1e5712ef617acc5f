import { LiveFeed } from './features/agents/live-feed.tsx'
import { useLiveEvents } from './features/agents/use-live-events.ts'
import { MatchStep } from './features/matching/match-step.tsx'
import { PostingStep } from './features/postings/posting-step.tsx'
import { ResumeStep } from './features/resumes/resume-step.tsx'
import { DraftStep } from './features/studio/draft-step.tsx'
import { useUrlState } from './lib/use-url-state.ts'

/** The signed-in half of the page. What is chosen lives in the address, so a reload goes on where one was. */
export function Workbench() {
  const live = useLiveEvents()
  const [chosen, choose] = useUrlState(['resume', 'posting', 'match', 'draft'] as const)

  return (
    <>
      <h1>From résumé to an honest draft</h1>
      <div className="columns">
        <ResumeStep
          live={live}
          resumeId={chosen.resume ?? null}
          onChoose={(resume) => choose({ resume, match: null, draft: null })}
        />
        <PostingStep
          live={live}
          postingId={chosen.posting ?? null}
          onChoose={(posting) => choose({ posting, match: null, draft: null })}
        />
      </div>
      <div className="columns wide-left">
        <div className="stack">
          <MatchStep
            live={live}
            resumeId={chosen.resume ?? null}
            postingId={chosen.posting ?? null}
            matchId={chosen.match ?? null}
            onMatch={(match) => choose({ match, draft: null })}
          />
          {chosen.match && (
            <DraftStep
              live={live}
              matchId={chosen.match}
              draftId={chosen.draft ?? null}
              onDraft={(draft) => choose({ draft })}
            />
          )}
        </div>
        <LiveFeed live={live} />
      </div>
    </>
  )
}
