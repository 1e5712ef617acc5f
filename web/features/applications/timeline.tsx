import { Button } from '@mantine/core'
import { errorMessage } from '../../error-message.ts'
import { dateAndTime } from '../../lib/format.ts'
import { trpc, type Outputs } from '../../trpc.ts'
import { sayFailure } from '../../ui/toast.tsx'
import { stageWords } from './stages.ts'
import { eventWords, stageBefore } from './timeline-words.ts'
import './timeline.css'

/** Everything that happened, newest first. Nothing is ever taken out; a move taken back is one entry more. */
export function Timeline({ application }: { application: Outputs['applications']['get'] }) {
  const { timeline } = application
  const { undo, pending } = useUndo(application.id)
  const back = stageBefore(timeline)
  return (
    <>
      <ol className="plain-list timeline" reversed>
        {timeline.toReversed().map((event) => (
          <li key={event.number}>
            <span>
              {eventWords(event)}
              {event.actor === 'agent' && <span className="quiet"> (by an agent)</span>}
            </span>
            <time className="small quiet" dateTime={event.occurredAt}>
              {dateAndTime(event.occurredAt)}
            </time>
          </li>
        ))}
      </ol>
      {back && (
        <div className="row">
          <Button variant="outline" loading={pending} onClick={undo}>
            Take the last move back (to {stageWords(back)})
          </Button>
        </div>
      )}
    </>
  )
}

function useUndo(id: string) {
  const utils = trpc.useUtils()
  const { mutate, isPending } = trpc.applications.undo.useMutation({
    onSuccess: (application) => utils.applications.get.setData({ id }, application),
    onError: (error) => sayFailure(errorMessage(error)),
    onSettled: () => {
      void utils.applications.list.invalidate()
      void utils.applications.counts.invalidate()
    },
  })
  return { undo: () => mutate({ id }), pending: isPending }
}
