import type { EmailContent } from './email-kinds.ts'
import { say, type Letter } from './letter.ts'
import { momentOf } from './letter-words.ts'

type Content<Kind> = Extract<EmailContent, { kind: Kind }>

export function signInCodeLetter({ code, minutes }: Content<'sign_in_code'>): Letter {
  return {
    subject: `${code} is your JobPilot sign-in code`,
    preview: `It works once, within ${minutes} minutes.`,
    heading: 'Your sign-in code',
    parts: [say('Type this code on the page where you asked for it.'), { kind: 'code', code }],
    closing: `It works once, within ${minutes} minutes. If you did not ask for it, ignore this message: nobody gets in without the code.`,
  }
}

export function emailChangeCodeLetter({ code, minutes }: Content<'email_change_code'>): Letter {
  return {
    subject: `${code} confirms your new e-mail address`,
    preview: `It works once, within ${minutes} minutes.`,
    heading: 'Confirm this address',
    parts: [
      say('Somebody who is signed in to JobPilot wants to use this e-mail address for their account.'),
      say('If that is you, type this code on the page where you asked for the change.'),
      { kind: 'code', code },
    ],
    closing: `It works once, within ${minutes} minutes. If it was not you, ignore this message: without the code nothing changes.`,
  }
}

export function welcomeLetter({ name }: Content<'welcome'>, appUrl: string): Letter {
  const called = name.trim()
  return {
    subject: 'Welcome to JobPilot',
    preview: 'From a résumé to the first fitting posting in a few minutes.',
    heading: called === '' ? 'Welcome' : `Welcome, ${called}`,
    parts: [
      say(
        'JobPilot shows line by line how a posting fits your own résumé, and drafts only what it can prove.',
      ),
      {
        kind: 'list',
        title: 'The first few minutes',
        items: [
          { text: 'Upload your résumé', detail: 'Confirm the facts that were read from it.' },
          { text: 'Say in one sentence what you look for' },
          { text: 'Add a posting', detail: 'See what fits, what is missing, and why.' },
        ],
      },
      say('Nothing leaves without your approval.'),
    ],
    button: { label: 'Open JobPilot', url: appUrl },
  }
}

export function securityNoticeLetter(notice: Content<'security_notice'>, appUrl: string): Letter {
  const { what, at, timeZone, device, address } = notice
  return {
    subject: 'Something changed in the security of your account',
    preview: what,
    heading: 'A change to your account',
    parts: [
      say(what),
      {
        kind: 'facts',
        facts: [
          ['When', momentOf(at, timeZone)],
          ...(device ? [['Device', device] as const] : []),
          ...(address ? [['Network', address] as const] : []),
        ],
      },
      say('If it was you, there is nothing to do.'),
      say('If it was not, sign in, end the sessions that you don’t know, and set up a second step.'),
    ],
    button: { label: 'Look at my sessions', url: `${appUrl}/settings/security` },
  }
}
