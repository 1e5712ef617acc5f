import { Page } from '../../shell/page.tsx'

export function AddPostingPage() {
  return <Page title="Add posting">…</Page>
}
