import { Modal, type ModalProps } from '@mantine/core'
import { useIsAsked } from '../../lib/question.ts'
import { identityQuestion } from '../../trpc.ts'

/** A dialog whose action may ask who one is: while that dialog lies above it, the keyboard is for that one alone. */
export function SensitiveModal(
  props: Omit<ModalProps, 'closeOnEscape' | 'trapFocus' | 'closeOnClickOutside'>,
) {
  const isCovered = useIsAsked(identityQuestion)
  return (
    <Modal {...props} closeOnEscape={!isCovered} trapFocus={!isCovered} closeOnClickOutside={!isCovered} />
  )
}
