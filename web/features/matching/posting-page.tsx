import { Page } from '../../shell/page.tsx'

export function PostingPage() {
  return <Page title="Posting">…</Page>
}
