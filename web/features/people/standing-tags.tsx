import type { Outputs } from '../../trpc.ts'
import { Tag } from '../../ui/notice.tsx'
import { planWords, roleWords, stateWords } from './people-filters.ts'

type Standing = Pick<Outputs['people']['list']['items'][number], 'role' | 'plan' | 'state'>

/** What is out of the ordinary; a plain person on the free plan has none. */
export function StandingTags({ person: { role, plan, state } }: { person: Standing }) {
  return (
    <>
      {state !== 'active' && <Tag tone={state === 'suspended' ? 'bad' : 'fair'}>{stateWords[state]}</Tag>}
      {role !== 'user' && <Tag tone="good">{roleWords[role]}</Tag>}
      {plan !== 'free' && <Tag tone="quiet">{planWords[plan]}</Tag>}
    </>
  )
}
