import { useMemo } from 'react'
import type { FactKind, ProfileFact } from '../../../src/domains/resumes/schema.ts'
import { errorMessage } from '../../error-message.ts'
import { trpc, type Outputs } from '../../trpc.ts'
import { offerUndo, sayFailure } from '../../ui/toast.tsx'

export type Resume = Outputs['resumes']['get']

export interface NewFact {
  kind: FactKind
  text: string
  /** "/work/0"; one of its own when absent. */
  entry?: string
}

export interface FactChanges {
  confirm: (fact: ProfileFact) => void
  /** With Undo; `onBack` once it is there again. */
  remove: (fact: ProfileFact, onBack: () => void) => void
  /** Rejects when it was refused. */
  edit: (fact: ProfileFact, text: string) => Promise<ProfileFact>
  add: (fact: NewFact) => Promise<ProfileFact>
}

function withFact(resume: Resume | undefined, id: string, patch: Partial<ProfileFact>): Resume | undefined {
  if (!resume) return resume
  return { ...resume, facts: resume.facts.map((fact) => (fact.id === id ? { ...fact, ...patch } : fact)) }
}

/**
 * Changes to the facts of the résumé version that is shown. What is sure to work is shown at once and put back,
 * with words, when it was refused; each fact for itself, so that one refusal doesn't take others along.
 */
export function useFactChanges(resumeId: string, versionId: string | undefined): FactChanges {
  const utils = trpc.useUtils()
  const { mutateAsync: confirm } = trpc.resumes.confirmFacts.useMutation()
  const { mutateAsync: remove } = trpc.resumes.removeFact.useMutation()
  const { mutateAsync: restore } = trpc.resumes.restoreFact.useMutation()
  const { mutateAsync: edit } = trpc.resumes.editFact.useMutation()
  const { mutateAsync: add } = trpc.resumes.addFact.useMutation()
  return useMemo(() => {
    const key = { id: resumeId, versionId }
    const patch = (id: string, change: Partial<ProfileFact>) =>
      utils.resumes.get.setData(key, (resume) => withFact(resume, id, change))
    /** Shows the state at once; an answer that was on its way would show the old one again. */
    const attempt = (fact: ProfileFact, state: ProfileFact['state'], call: () => Promise<unknown>) => {
      void utils.resumes.get.cancel(key)
      patch(fact.id, { state })
      return call().then(
        () => {
          void utils.resumes.list.invalidate()
          return true
        },
        (error: unknown) => {
          patch(fact.id, { state: fact.state })
          sayFailure(errorMessage(error))
          return false
        },
      )
    }
    const bringBack = (fact: ProfileFact, onBack: () => void) => {
      void attempt({ ...fact, state: 'removed' }, fact.state, () => restore({ id: fact.id }))
      onBack()
    }
    return {
      confirm: (fact) => void attempt(fact, 'confirmed', () => confirm({ id: resumeId, factIds: [fact.id] })),
      remove: async (fact, onBack) => {
        const isGone = await attempt(fact, 'removed', () => remove({ id: fact.id }))
        if (isGone) offerUndo(`“${shortened(fact.text)}” is removed.`, () => bringBack(fact, onBack))
      },
      edit: async (fact, text) => {
        const edited = await edit({ id: fact.id, text })
        patch(fact.id, edited)
        void utils.resumes.list.invalidate()
        return edited
      },
      add: async (fact) => {
        const added = await add({ id: resumeId, ...fact })
        utils.resumes.get.setData(key, (resume) => resume && { ...resume, facts: [...resume.facts, added] })
        void utils.resumes.list.invalidate()
        return added
      },
    }
  }, [utils, resumeId, versionId, confirm, remove, restore, edit, add])
}

function shortened(text: string): string {
  return text.length > 48 ? `${text.slice(0, 47).trimEnd()}…` : text
}
