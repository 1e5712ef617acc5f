import { Button } from '@mantine/core'
import { Link, useParams } from 'react-router'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Page } from '../../shell/page.tsx'
import { trpc } from '../../trpc.ts'
import { Notice } from '../../ui/notice.tsx'
import './print-draft-page.css'

/** The letter alone, as it goes to paper: what is around it on the screen isn't printed. */
export function PrintDraftPage() {
  const { id = '' } = useParams()
  const query = trpc.drafts.get.useQuery({ id })
  const whom = query.data?.organization || query.data?.title
  return (
    <Page
      title="Print view"
      // The browser offers it as the name of the PDF.
      tabTitle={whom ? `Letter to ${whom}` : 'Letter'}
      above={<Link to={paths.draft(id)}>Back to the letter</Link>}
      actions={
        <Button disabled={!query.data} onClick={() => window.print()}>
          Print
        </Button>
      }
    >
      <Loaded query={query} lines={10}>
        {({ text, state }) => (
          <div className="print-page">
            {state !== 'approved' && (
              <div className="print-never">
                <Notice>
                  This text isn’t approved yet. Read it and <Link to={paths.draft(id)}>approve it</Link>{' '}
                  before it leaves. This line is not printed.
                </Notice>
              </div>
            )}
            <article className="print-letter" aria-label="The letter">
              {paragraphs(text).map((paragraph, index) => (
                <p key={index}>{paragraph}</p>
              ))}
            </article>
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function paragraphs(text: string): string[] {
  return text.trim().split(/\n[^\S\n]*\n\s*/)
}
