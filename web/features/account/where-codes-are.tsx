import { Anchor } from '@mantine/core'
import { endpoints } from '../../paths.ts'

/** Where somebody who runs JobPilot on their own computer finds what would have been mailed. */
export function WhereCodesAre() {
  return (
    <>
      Running on your own computer? The code is in the terminal where JobPilot was started, and in the{' '}
      <Anchor href={endpoints.devMailbox} target="_blank" rel="noreferrer" inherit>
        dev mailbox
      </Anchor>
      .
    </>
  )
}
