import { Button } from '@mantine/core'
import { Link, useNavigate, useParams } from 'react-router'
import { errorMessage, errorStatus } from '../../error-message.ts'
import { relativeDay } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Page } from '../../shell/page.tsx'
import { trpc, type Inputs, type Outputs } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Tag } from '../../ui/notice.tsx'
import { offerUndo, sayFailure } from '../../ui/toast.tsx'
import './application-page.css'
import { AutosaveField } from './autosave-field.tsx'
import { readAddress, titleProblem, tooLong } from './read-application-form.ts'
import { StageMenu } from './stage-menu.tsx'
import { Timeline } from './timeline.tsx'
import { useMove } from './use-move.ts'

type Application = Outputs['applications']['get']

/** One application: what the person notes about it, where it stands, how it got there. */
export function ApplicationPage() {
  const { id = '' } = useParams()
  const query = trpc.applications.get.useQuery({ id })
  const { data } = query
  const gone = errorStatus(query.error) === 404
  return (
    <Page
      title={data ? data.title : 'Application'}
      tabTitle={data && [data.title, data.organization].filter(Boolean).join(', ')}
      above={<Link to={paths.applications()}>Applications</Link>}
      actions={data && !gone && <RemoveButton application={data} />}
    >
      {gone ? (
        <EmptyState
          title="This application isn’t here (any more)"
          action={<Link to={paths.applications()}>See your applications</Link>}
        >
          It may have been removed, or its address is mistyped.
        </EmptyState>
      ) : (
        <Loaded query={query} lines={8}>
          {(application) => (
            <div className="application-sheet" key={application.id}>
              <Standing application={application} />
              <Fields application={application} />
              <Card title="Timeline">
                <Timeline application={application} />
              </Card>
            </div>
          )}
        </Loaded>
      )}
    </Page>
  )
}

function Standing({ application }: { application: Application }) {
  const move = useMove()
  const { title, stage, outcome, stageSince, postingId, draftId, url, matchScore, isSample } = application
  return (
    <Card title="Where it stands">
      <div className="row">
        <StageMenu
          title={title}
          stage={stage}
          outcome={outcome}
          onMove={(target) => move(application, target)}
        />
        <span className="small quiet">since {relativeDay(stageSince)}</span>
        {isSample && <Tag tone="quiet">sample</Tag>}
      </div>
      <ul className="plain-list application-ties">
        {postingId && (
          <li>
            <Link to={paths.posting(postingId)}>Posting and proof</Link>
            {matchScore !== null && <span className="quiet small tabular"> fit {matchScore} of 100</span>}
          </li>
        )}
        {draftId && (
          <li>
            <Link to={paths.draft(draftId)}>The letter</Link>
          </li>
        )}
        {url && (
          <li>
            <a href={url} target="_blank" rel="noreferrer">
              The posting on its own site
            </a>
          </li>
        )}
      </ul>
    </Card>
  )
}

function Fields({ application }: { application: Application }) {
  const { title, organization, url, note } = application
  const { read, write } = useFields(application)
  return (
    <Card title="Details" className="application-fields">
      <AutosaveField
        label="Title"
        stored={title}
        problemOf={titleProblem}
        read={() => read('title')}
        write={(text) => write({ title: text })}
      />
      <AutosaveField
        label="Organisation"
        stored={organization}
        problemOf={tooLong}
        read={() => read('organization')}
        write={(text) => write({ organization: text })}
      />
      <AutosaveField
        label="Address of the posting"
        placeholder="https://"
        stored={url ?? ''}
        problemOf={(text) => readAddress(text).problem}
        read={() => read('url')}
        write={(text) => write({ url: readAddress(text).url })}
      />
      <AutosaveField
        label="Note"
        placeholder="Whom you spoke to, what was said, what comes next"
        long
        stored={note}
        problemOf={(text) => tooLong(text, 10_000)}
        read={() => read('note')}
        write={(text) => write({ note: text })}
      />
    </Card>
  )
}

function useFields({ id }: Application) {
  const utils = trpc.useUtils()
  const { client } = utils
  return {
    read: async (field: 'title' | 'organization' | 'url' | 'note') =>
      (await client.applications.get.query({ id }))[field] ?? '',
    write: async (fields: Omit<Inputs['applications']['update'], 'id'>) => {
      const saved = await client.applications.update.mutate({ id, ...fields })
      await utils.applications.get.cancel({ id })
      utils.applications.get.setData({ id }, saved)
      void utils.applications.list.invalidate()
    },
  }
}

function RemoveButton({ application: { id, title } }: { application: Application }) {
  const utils = trpc.useUtils()
  const navigate = useNavigate()
  const restore = trpc.applications.restore.useMutation({
    onSuccess: (back) => utils.applications.get.setData({ id }, back),
    onError: (error) => sayFailure(errorMessage(error)),
    onSettled: () => utils.applications.invalidate(),
  })
  const remove = trpc.applications.remove.useMutation({
    onSuccess: async () => {
      await navigate(paths.applications())
      offerUndo(`${title} was removed.`, () => restore.mutate({ id }))
      void utils.applications.invalidate()
    },
    onError: (error) => sayFailure(errorMessage(error)),
  })
  return (
    <Button variant="subtle" color="quiet" loading={remove.isPending} onClick={() => remove.mutate({ id })}>
      Remove
    </Button>
  )
}
