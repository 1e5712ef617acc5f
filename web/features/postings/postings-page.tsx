import { Page } from '../../shell/page.tsx'

export function PostingsPage() {
  return <Page title="Postings">…</Page>
}
