import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/card.tsx'
import { TrySamples } from '../samples/try-samples.tsx'

/** Instead of empty lists: the way to the first proof. */
export function FirstSteps({ onTrySamples }: { onTrySamples: () => void }) {
  return (
    <Card title="Five minutes to your first proof">
      <ol className="first-steps">
        <li>Upload your résumé. Its facts are read, each with the words that prove it.</li>
        <li>Say in one sentence what you look for.</li>
        <li>Add a posting: its address, its text or a file.</li>
        <li>See what fits and what is missing, and edit an honest draft.</li>
      </ol>
      <div className="row">
        <Button component={Link} to={paths.welcome()}>
          Begin with your résumé
        </Button>
        <TrySamples onStart={onTrySamples} />
      </div>
      <p className="quiet small">
        The sample is a fictional résumé with some forty postings. It takes seconds, and one click removes it.
      </p>
    </Card>
  )
}
