import { errorMessage } from '../../error-message.ts'
import { trpc } from '../../trpc.ts'
import { offerUndo, sayDone, sayFailure } from '../../ui/toast.tsx'

const onError = (error: unknown) => sayFailure(errorMessage(error))

/** Cancelling and starting again; a cancelled run can be started again at once. */
export function useRunActions() {
  const utils = trpc.useUtils()
  const refresh = () => utils.agents.invalidate()
  const retry = trpc.agents.retry.useMutation({
    onError,
    onSuccess: () => sayDone('Started again.'),
    onSettled: refresh,
  })
  const stop = trpc.agents.cancel.useMutation({
    onError,
    onSuccess: (_, { id }) =>
      offerUndo('Cancelled. What was done before is kept.', () => retry.mutate({ id })),
    onSettled: refresh,
  })
  return {
    cancel: (id: string) => stop.mutate({ id }),
    again: (id: string) => retry.mutate({ id }),
    busy: stop.isPending || retry.isPending,
  }
}
