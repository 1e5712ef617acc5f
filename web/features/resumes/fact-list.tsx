import { errorMessage } from '../../error-message.ts'
import { trpc } from '../../trpc.ts'
import { Notice, Working } from '../../ui/notice.tsx'

/** What was read from the résumé, in its own words, in the order of the document. */
export function FactList({ resumeId }: { resumeId: string }) {
  const resume = trpc.resumes.get.useQuery({ id: resumeId })
  if (resume.isPending) return <Working>Loading the facts</Working>
  if (resume.error) return <Notice tone="bad">{errorMessage(resume.error)}</Notice>
  const facts = resume.data.facts.filter((fact) => fact.state !== 'removed')
  const unconfirmed = facts.filter((fact) => fact.state === 'unconfirmed').length
  return (
    <details>
      <summary>
        {facts.length} facts read{unconfirmed > 0 && `, ${unconfirmed} not confirmed yet`}
      </summary>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
      <ul className="clean facts" tabIndex={0} aria-label="Facts of this résumé">
        {facts.map((fact) => (
          <li key={fact.id}>
            <span className="kind">{fact.kind.replaceAll('_', ' ')}</span>
            <span>{fact.text}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
