import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { MatchWith, type MatchChoice } from './match-choice.tsx'
import { PostingAddress, PostingFacts } from './posting-facts.tsx'
import type { Preview } from './use-preview.ts'

export interface Corrections {
  title: string
  organization: string
}

interface PostingPreviewProps {
  preview: Preview
  busy: boolean
  match: MatchChoice & { on: boolean }
  choose: (number: number) => void
  keep: (corrections: Corrections) => void
  back: () => void
}

/** The posting as it was read, with its title and organisation to correct, before anything is kept. */
export function PostingPreview({ preview, busy, match, choose, keep, back }: PostingPreviewProps) {
  const { posting, existing } = preview
  const [title, setTitle] = useState(posting.title)
  const [organization, setOrganization] = useState(posting.hiringOrganization.name)
  return (
    <div className="columns">
      <Card title="As it was read">
        {preview.found > 1 && <Several preview={preview} choose={choose} busy={busy} />}
        <Known preview={preview} />
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            if (!busy) keep({ title, organization })
          }}
        >
          <TextInput
            label="Title"
            maxLength={500}
            value={title}
            description={
              posting.title === '' ? 'None was found. Give one, so that you find it again.' : undefined
            }
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <TextInput
            label="Organisation"
            maxLength={500}
            value={organization}
            description={
              posting.hiringOrganization.name === '' ? 'None was found; you can add it.' : undefined
            }
            onChange={(event) => setOrganization(event.currentTarget.value)}
          />
          <PostingFacts posting={posting} />
          <PostingAddress url={posting.url} />
          {!existing && <MatchWith {...match} />}
          <div className="row">
            {existing ? (
              <Button component={Link} to={paths.posting(existing.id)}>
                Open it
              </Button>
            ) : (
              <Button type="submit" loading={busy}>
                Keep this posting
              </Button>
            )}
            <Button variant="subtle" onClick={back} disabled={busy}>
              Change what you gave
            </Button>
          </div>
        </form>
      </Card>
      <Card title="What matching will read">
        {preview.text.trim() === '' ? (
          <p className="quiet">Nothing: the source gives no description. Paste the text if you have it.</p>
        ) : (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
          <div className="preview-text" tabIndex={0} role="region" aria-label="Text of the posting">
            {preview.text}
          </div>
        )}
      </Card>
    </div>
  )
}

/** One payload held more than one posting, a whole board perhaps. */
function Several({ preview, choose, busy }: Pick<PostingPreviewProps, 'preview' | 'choose' | 'busy'>) {
  const { titles, number, found } = preview
  return (
    <Select
      label={`This holds ${found} postings. Which one?`}
      description={found > titles.length ? `The first ${titles.length} can be chosen.` : undefined}
      allowDeselect={false}
      searchable={titles.length > 8}
      disabled={busy}
      data={titles.map((title, index) => ({
        value: String(index + 1),
        label: `${index + 1}. ${title || 'Without a title'}`,
      }))}
      value={String(number)}
      onChange={(value) => value && choose(Number(value))}
    />
  )
}

/** What should be known before relying on it, and what the person has of it already. */
function Known({ preview }: { preview: Preview }) {
  const { existing, duplicateOf, noticeWords } = preview
  const notices = duplicateOf
    ? noticeWords.filter((_, index) => preview.notices[index] !== 'possible_duplicate')
    : noticeWords
  return (
    <>
      {existing && (
        <Notice>
          You already have this posting:{' '}
          <Link to={paths.posting(existing.id)}>{existing.title || 'open it'}</Link>.
        </Notice>
      )}
      {duplicateOf && (
        <Notice>
          This looks like the same job as{' '}
          <Link to={paths.posting(duplicateOf.id)}>
            {[duplicateOf.title, duplicateOf.organization].filter(Boolean).join(', ')}
          </Link>
          , which you have. You can keep both.
        </Notice>
      )}
      {notices.map((words) => (
        <Notice key={words}>{words}</Notice>
      ))}
    </>
  )
}
