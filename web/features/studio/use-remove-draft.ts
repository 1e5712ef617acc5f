import { errorMessage } from '../../error-message.ts'
import { trpc } from '../../trpc.ts'
import { offerUndo, sayFailure } from '../../ui/toast.tsx'

/** Removes a draft and offers to bring it back. `onGone` is called once it is removed. */
export function useRemoveDraft() {
  const utils = trpc.useUtils()
  const { client } = utils
  const restore = async (id: string) => {
    try {
      utils.drafts.get.setData({ id }, await client.drafts.restore.mutate({ id }))
    } catch (error) {
      sayFailure(errorMessage(error))
    }
    await utils.drafts.list.invalidate()
  }
  return async ({ id, title }: { id: string; title: string }, onGone?: () => void): Promise<boolean> => {
    try {
      await client.drafts.remove.mutate({ id })
    } catch (error) {
      sayFailure(errorMessage(error))
      return false
    }
    onGone?.()
    offerUndo(`The letter for ${title || 'this job'} was removed.`, () => void restore(id))
    void utils.drafts.list.invalidate()
    return true
  }
}
