import {
  emailChangeCodeLetter,
  securityNoticeLetter,
  signInCodeLetter,
  welcomeLetter,
} from './account-letters.ts'
import type { EmailContent } from './email-kinds.ts'
import type { Letter } from './letter.ts'
import {
  deletionCancelledLetter,
  deletionDoneLetter,
  deletionReminderLetter,
  deletionScheduledLetter,
  exportReadyLetter,
} from './privacy-letters.ts'
import { briefingLetter, budget100Letter, budget80Letter } from './product-letters.ts'

type Writers = {
  [Kind in EmailContent['kind']]: (content: Extract<EmailContent, { kind: Kind }>, appUrl: string) => Letter
}

const writers: Writers = {
  sign_in_code: signInCodeLetter,
  email_change_code: emailChangeCodeLetter,
  welcome: welcomeLetter,
  briefing: briefingLetter,
  export_ready: exportReadyLetter,
  deletion_scheduled: deletionScheduledLetter,
  deletion_reminder: deletionReminderLetter,
  deletion_cancelled: (_content, appUrl) => deletionCancelledLetter(appUrl),
  deletion_done: deletionDoneLetter,
  budget_80: budget80Letter,
  budget_100: budget100Letter,
  security_notice: securityNoticeLetter,
}

/** What a mail of its kind says. */
export function writeLetter<Kind extends EmailContent['kind']>(
  content: Extract<EmailContent, { kind: Kind }>,
  appUrl: string,
): Letter {
  const { kind } = content
  return writers[kind](content, appUrl)
}
