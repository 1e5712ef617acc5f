import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link, useLocation, useNavigate, useParams, useSearchParams } from 'react-router'
import { errorStatus } from '../../error-message.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Page } from '../../shell/page.tsx'
import { trpc } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Notice, Tag } from '../../ui/notice.tsx'
import { RunProgress } from '../agents/run-progress.tsx'
import { FROM_WELCOME } from './from-welcome.ts'
import { RemoveResume } from './remove-resume.tsx'
import './resume-page.css'
import { ResumeReader } from './resume-reader.tsx'
import { VersionSelect, type Version } from './resume-versions.tsx'
import { UploadPanel } from './upload-panel.tsx'
import type { Resume } from './use-fact-changes.ts'
import { useUploads } from './use-uploads.ts'

const backToList = <Link to={paths.resumes()}>Résumés</Link>

/** One résumé: its text beside its facts, in the version that the address names or the newest readable one. */
export function ResumePage() {
  const { id = '' } = useParams()
  const [query] = useSearchParams()
  const versionId = query.get('version') ?? undefined
  const resume = trpc.resumes.get.useQuery({ id, versionId })
  const versions = trpc.resumes.versions.useQuery({ id })
  if (resume.error && [400, 404].includes(errorStatus(resume.error) ?? 0)) return <NoSuchResume />
  if (!resume.data) {
    return (
      <Page title="Résumé" above={backToList}>
        <Loaded query={resume} lines={8}>
          {() => null}
        </Loaded>
      </Page>
    )
  }
  return (
    // Another version or résumé begins with nothing chosen and nothing open.
    <OneResume
      key={resume.data.version.id}
      resume={resume.data}
      versions={versions.data?.items ?? []}
      versionId={versionId}
    />
  )
}

function NoSuchResume() {
  return (
    <Page title="No such résumé" above={backToList}>
      <EmptyState
        title="It isn’t here"
        action={
          <Button component={Link} to={paths.resumes()}>
            To your résumés
          </Button>
        }
      >
        It may have been removed, or the address is incomplete.
      </EmptyState>
    </Page>
  )
}

interface OneResumeProps {
  resume: Resume
  versions: readonly Version[]
  versionId: string | undefined
}

function OneResume({ resume, versions, versionId }: OneResumeProps) {
  const [uploading, setUploading] = useState(false)
  const [removing, setRemoving] = useState(false)
  const navigate = useNavigate()
  const [isFromWelcome] = useState(useLocation().state === FROM_WELCOME)
  const { version } = resume
  const newestReady = versions.find(({ state }) => state === 'ready')
  const isOlder = newestReady !== undefined && newestReady.id !== version.id
  return (
    <Page
      title={resume.fileName}
      above={isFromWelcome ? <Link to={paths.welcome('facts')}>Back to the first steps</Link> : backToList}
      actions={
        <>
          {resume.isSample && <Tag tone="quiet">sample data</Tag>}
          <VersionSelect resumeId={resume.id} versions={versions} shownId={version.id} />
          {!resume.isSample && (
            <Button variant="outline" aria-expanded={uploading} onClick={() => setUploading(!uploading)}>
              Upload a new version
            </Button>
          )}
          <Button variant="subtle" color="quiet" onClick={() => setRemoving(true)}>
            Remove
          </Button>
        </>
      }
    >
      {uploading && <NewVersion resumeId={resume.id} onClose={() => setUploading(false)} />}
      <NewestState resume={resume} versions={versions} isFollowed={uploading} />
      {isOlder && version.state === 'ready' && (
        <Notice tone="quiet">
          This is version {version.number}. Its facts are kept as they were; matches and letters go by version{' '}
          {newestReady.number}. <Link to={paths.resume(resume.id)}>Show version {newestReady.number}</Link>
        </Notice>
      )}
      <Shown resume={resume} versionId={versionId} isOlder={isOlder} />
      <RemoveResume
        resume={removing ? resume : null}
        onClose={() => setRemoving(false)}
        onRemoved={() => void navigate(paths.resumes())}
      />
    </Page>
  )
}

/** What the version that is shown offers: its facts, its reading, or why it could not be read. */
function Shown({
  resume,
  versionId,
  isOlder,
}: {
  resume: Resume
  versionId: string | undefined
  isOlder: boolean
}) {
  const utils = trpc.useUtils()
  const { version } = resume
  if (version.state === 'failed') {
    return (
      <Card title={`Version ${version.number} could not be read`}>
        <Notice tone="bad">{version.error?.words ?? 'The file could not be read.'}</Notice>
        <UploadVersion resumeId={resume.id} />
      </Card>
    )
  }
  if (version.state === 'reading') {
    return (
      <Card title="Being read">
        <p className="quiet">This takes a few seconds. You may leave the page; the reading goes on.</p>
        {version.runId && (
          <RunProgress runId={version.runId} onDone={() => void utils.resumes.invalidate()} />
        )}
      </Card>
    )
  }
  return <ResumeReader resume={resume} versionId={versionId} isReadOnly={isOlder} />
}

/** A newer version than the one shown that is on its way, or that could not be read. */
function NewestState({
  resume,
  versions,
  isFollowed,
}: {
  resume: Resume
  versions: readonly Version[]
  isFollowed: boolean
}) {
  const utils = trpc.useUtils()
  const [newest] = versions
  if (!newest || newest.id === resume.version.id || isFollowed) return null
  if (newest.state === 'failed') {
    return (
      <Notice tone="bad">
        Version {newest.number} ({newest.fileName}) could not be read: {newest.error?.words} Version{' '}
        {resume.version.number} stays in use.
      </Notice>
    )
  }
  if (newest.state !== 'reading' || !newest.runId) return null
  return (
    <Card title={`Version ${newest.number} is being read`}>
      <RunProgress runId={newest.runId} onDone={() => void utils.resumes.invalidate()} />
    </Card>
  )
}

function NewVersion({ resumeId, onClose }: { resumeId: string; onClose: () => void }) {
  return (
    <Card
      title="Upload a new version"
      actions={
        <Button variant="subtle" onClick={onClose}>
          Close
        </Button>
      }
    >
      <p className="quiet">
        What you confirmed or removed stays so where the new file says it in the same words. Skills,
        languages, certificates and the like that you added by hand come along; words you edited are read anew
        from the file.
      </p>
      <UploadVersion resumeId={resumeId} onShown={onClose} />
    </Card>
  )
}

function UploadVersion({ resumeId, onShown }: { resumeId: string; onShown?: () => void }) {
  const navigate = useNavigate()
  const uploads = useUploads({
    resumeId,
    onRead: () => {
      void navigate(paths.resume(resumeId))
      onShown?.()
    },
  })
  return (
    <UploadPanel
      uploads={uploads}
      label="Upload a PDF or Word file"
      hint="Choose it, or drop it anywhere on this page. Up to 10 MB."
    />
  )
}
