import { Button } from '@mantine/core'
import { counted } from '../../lib/format.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Card } from '../../ui/card.tsx'
import { TrySamples } from './try-samples.tsx'
import { useSamples } from './use-samples.ts'

/** In the settings: what of the sample data is there, and its removal in one click. */
export function SamplesSection() {
  const { status, remove } = useSamples()
  return (
    <Card title="Sample data">
      <Loaded query={status}>
        {(samples) =>
          samples.present ? (
            <>
              <p>
                There {samples.postings === 1 ? 'is' : 'are'} {counted(samples.postings, 'sample posting')}{' '}
                and a fictional résumé. With them go {counted(samples.matches, 'match', 'matches')},{' '}
                {counted(samples.drafts, 'draft')} and {counted(samples.applications, 'application')} that
                were made from them. What is your own stays.
              </p>
              <div className="row">
                <Button
                  color="bad"
                  variant="outline"
                  loading={remove.isPending}
                  onClick={() => remove.mutate()}
                >
                  Remove the sample data
                </Button>
              </div>
            </>
          ) : (
            <>
              <p>
                A fictional résumé and some forty fictional postings of many trades, to see how everything
                works. One click removes them again.
              </p>
              <div>
                <TrySamples />
              </div>
            </>
          )
        }
      </Loaded>
    </Card>
  )
}
