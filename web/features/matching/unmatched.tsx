import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { trpc, type Outputs } from '../../trpc.ts'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'

interface UnmatchedProps {
  posting: Pick<Outputs['postings']['get'], 'text'>
  busy: boolean
  onMatch: (resumeId: string) => void
}

/** No match yet: why, and the step that makes one. */
export function Unmatched({ posting, busy, onMatch }: UnmatchedProps) {
  const resumes = trpc.resumes.list.useQuery({})
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <Card title="Not matched yet">
      <Loaded query={resumes} lines={3}>
        {({ items }) => {
          const ready = items.filter((resume) => resume.state === 'ready')
          const resume = ready.find(({ id }) => id === chosen) ?? ready[0]
          if (!resume) return <NoResume reading={items.some(({ state }) => state === 'reading')} />
          return (
            <EmptyState
              title="How does it fit you?"
              action={
                <>
                  {ready.length > 1 && (
                    <NativeSelect
                      aria-label="Résumé"
                      value={resume.id}
                      onChange={(event) => setChosen(event.currentTarget.value)}
                      data={ready.map(({ id, fileName }) => ({ value: id, label: fileName }))}
                    />
                  )}
                  <Button loading={busy} onClick={() => onMatch(resume.id)}>
                    {ready.length > 1 ? 'Match it' : `Match it with ${resume.fileName}`}
                  </Button>
                </>
              }
            >
              {posting.text.trim() === ''
                ? 'This posting has no text, so matching will find little to compare. Paste its text if you have it.'
                : 'Each requirement is compared with what your résumé says. It takes a moment and costs nothing.'}
            </EmptyState>
          )
        }}
      </Loaded>
    </Card>
  )
}

function NoResume({ reading }: { reading: boolean }) {
  if (reading) {
    return (
      <EmptyState title="Your résumé is being read">
        As soon as that is done, you can match this posting with it here.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="There is no résumé to match with"
      action={
        <Button component={Link} to={paths.resumes()}>
          Add a résumé
        </Button>
      }
    >
      The posting is kept. Come back here once your résumé has been read.
    </EmptyState>
  )
}
