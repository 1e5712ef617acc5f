import { useCallback, useMemo, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Page } from '../../shell/page.tsx'
import { trpc } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { sayDone } from '../../ui/toast.tsx'
import { RemoveResume } from './remove-resume.tsx'
import { ResumeRow, type ListedResume } from './resume-row.tsx'
import './resumes-page.css'
import { UploadPanel } from './upload-panel.tsx'
import { useUploads } from './use-uploads.ts'

/** The person's résumés, and where further ones are uploaded. */
export function ResumesPage() {
  const list = trpc.resumes.list.useQuery({})
  const [removing, setRemoving] = useState<ListedResume | null>(null)
  const navigate = useNavigate()
  const goToKnown = useCallback(
    (resumeId: string, fileName: string) => {
      sayDone(`You have ${fileName} already. Here it is; nothing was read twice.`)
      void navigate(paths.resume(resumeId))
    },
    [navigate],
  )
  const uploads = useUploads({ onKnown: goToKnown })
  const followed = useMemo(() => new Set(uploads.items.map(({ runId }) => runId)), [uploads.items])
  return (
    <Page
      title="Résumés"
      intro="What you upload is read into facts, each with the words that prove it. Matches and letters rest on these facts and on nothing else."
    >
      <UploadPanel
        uploads={uploads}
        multiple
        label="Upload a PDF or Word file"
        hint="Choose one or several, or drop them anywhere on this page. Up to 10 MB each. They stay on this JobPilot."
      />
      <Card title="Your résumés">
        <Loaded query={list}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title="No résumé yet">
                Upload yours above. Reading it takes a few seconds. No file at hand?{' '}
                <Link to={paths.welcome()}>Try it with sample data</Link>.
              </EmptyState>
            ) : (
              <ul className="plain-list resume-list">
                {items.map((resume) => (
                  <ResumeRow
                    key={resume.id}
                    resume={resume}
                    isFollowed={followed.has(resume.runId)}
                    onRemove={setRemoving}
                  />
                ))}
              </ul>
            )
          }
        </Loaded>
      </Card>
      <RemoveResume resume={removing} onClose={() => setRemoving(null)} />
    </Page>
  )
}
