import type { EmailContent } from './email-kinds.ts'
import { say, type Letter } from './letter.ts'
import { dayOf, momentOf, sizeOf } from './letter-words.ts'

type Content<Kind> = Extract<EmailContent, { kind: Kind }>

export function exportReadyLetter(content: Content<'export_ready'>): Letter {
  const { url, expiresAt, bytes, timeZone } = content
  const until = momentOf(expiresAt, timeZone)
  return {
    subject: 'Your JobPilot archive is ready',
    preview: `Fetch it until ${until}.`,
    heading: 'Your archive is ready',
    parts: [
      say(
        'It holds everything that JobPilot keeps about you: your résumés and files, and all the rest as JSON.',
      ),
      {
        kind: 'facts',
        facts: [
          ['Size', sizeOf(bytes)],
          ['Link works until', until],
        ],
      },
    ],
    button: { label: 'Download the archive', url },
    closing:
      'Whoever has the link can fetch the archive, so don’t pass this mail on. If you did not ask for it, sign in and end the sessions that you don’t know.',
  }
}

export function deletionScheduledLetter(content: Content<'deletion_scheduled'>, appUrl: string): Letter {
  const day = dayOf(content.purgeAfter, content.timeZone)
  return {
    subject: `Your JobPilot account will be deleted on ${day}`,
    preview: 'Until then you can change your mind.',
    heading: 'Your account is going to be deleted',
    parts: [
      say(
        `On ${day} everything that JobPilot keeps about you will be erased. You were signed out everywhere.`,
      ),
      say(
        'Until then you can change your mind: sign in and cancel the deletion. Afterwards nobody can bring anything back.',
      ),
    ],
    button: { label: 'Sign in to cancel', url: appUrl },
    closing: 'If it was not you who asked for it, sign in and cancel it now.',
  }
}

export function deletionReminderLetter(content: Content<'deletion_reminder'>, appUrl: string): Letter {
  const day = dayOf(content.purgeAfter, content.timeZone)
  return {
    subject: `Last reminder: your JobPilot account will be deleted on ${day}`,
    preview: 'Sign in to keep it.',
    heading: `Everything goes on ${day}`,
    parts: [
      say('You asked us to delete your account. If that still stands, there is nothing to do.'),
      say('If you want to keep it, sign in before that day and cancel the deletion.'),
    ],
    button: { label: 'Sign in to cancel', url: appUrl },
  }
}

export function deletionCancelledLetter(appUrl: string): Letter {
  return {
    subject: 'Your JobPilot account stays',
    preview: 'The deletion was cancelled.',
    heading: 'The deletion was cancelled',
    parts: [
      say('Your account and everything in it stay as they were.'),
      say('Tokens that programs used were revoked; make new ones where you need them.'),
    ],
    button: { label: 'Open JobPilot', url: appUrl },
    closing: 'If it was not you who cancelled it, sign in and end the sessions that you don’t know.',
  }
}

export function deletionDoneLetter(): Letter {
  return {
    subject: 'Your JobPilot account was deleted',
    preview: 'Everything that was kept about you is gone.',
    heading: 'Your account was deleted',
    parts: [
      say('Everything that JobPilot kept about you was erased, as you asked.'),
      say('What stays is a log of who did what, under a number that leads to nobody.'),
      say('This is the last mail that you get from us. Good luck.'),
    ],
  }
}
