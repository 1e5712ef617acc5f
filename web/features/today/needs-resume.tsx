import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'

/** A step that can't be done before the first one: `title` says why, the words below what will be here. */
export function NeedsResume({ step, title, children }: { step: string; title: string; children: string }) {
  return (
    <Card title={step}>
      <EmptyState
        title={title}
        action={
          <Button component={Link} to={paths.welcome('resume')}>
            Upload one
          </Button>
        }
      >
        {children}
      </EmptyState>
    </Card>
  )
}
