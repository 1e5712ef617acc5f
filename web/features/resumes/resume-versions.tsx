import { NativeSelect } from '@mantine/core'
import { useNavigate } from 'react-router'
import { shortDate } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import type { Outputs } from '../../trpc.ts'

export type Version = Outputs['resumes']['versions']['items'][number]

const stateWords = { ready: '', reading: ', being read', failed: ', could not be read' } as const

interface VersionSelectProps {
  resumeId: string
  versions: readonly Version[]
  shownId: string
}

/** Chooses which version is shown; the choice is in the address. */
export function VersionSelect({ resumeId, versions, shownId }: VersionSelectProps) {
  const navigate = useNavigate()
  if (versions.length < 2) return null
  const newestReady = versions.find(({ state }) => state === 'ready')
  return (
    <NativeSelect
      aria-label="Version"
      value={shownId}
      data={versions.map(({ id, number, fileName, state, createdAt }) => ({
        value: id,
        label: `Version ${number}: ${fileName}, ${shortDate(createdAt)}${stateWords[state]}`,
      }))}
      onChange={({ currentTarget: { value } }) =>
        void navigate(paths.resume(resumeId, value === newestReady?.id ? undefined : value))
      }
    />
  )
}
