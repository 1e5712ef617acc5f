import type { EmailContent, EmailKind } from '../platform/email/email-kinds.ts'

const day = new Date('2026-12-20T09:30:00Z')
const budget = { budgetMicrodollars: 10_000_000, renewsAt: new Date('2026-12-01T00:00:00Z') }
const appUrl = 'https://jobs.example.org'

/** One mail of each kind, as full as it may be. */
export const emailSamples: { [Kind in EmailKind]: Extract<EmailContent, { kind: Kind }> } = {
  sign_in_code: { kind: 'sign_in_code', code: '402817', minutes: 10 },
  email_change_code: { kind: 'email_change_code', code: '118346', minutes: 10 },
  welcome: { kind: 'welcome', name: 'Sam Example' },
  briefing: {
    kind: 'briefing',
    day,
    timeZone: 'Europe/London',
    sections: [
      {
        title: 'New matches',
        items: [
          {
            text: 'Backend engineer at Example Rail, Leeds',
            detail: 'Strong fit: 9 of 11 requirements proved. Missing: Kubernetes, a driving licence.',
            url: `${appUrl}/matches/1`,
          },
          {
            text: 'Platform engineer at Sample Bank, remote',
            detail: 'Fair fit',
            url: `${appUrl}/matches/2`,
          },
        ],
      },
      {
        title: 'Follow-ups due',
        items: [
          {
            text: 'Write to Example Rail',
            detail: 'Applied eight days ago',
            url: `${appUrl}/applications/1`,
          },
        ],
      },
    ],
  },
  export_ready: {
    kind: 'export_ready',
    url: `${appUrl}/api/v1/files/a-signed-link`,
    expiresAt: day,
    bytes: 4_321_000,
  },
  deletion_scheduled: { kind: 'deletion_scheduled', purgeAfter: day },
  deletion_reminder: { kind: 'deletion_reminder', purgeAfter: day },
  deletion_cancelled: { kind: 'deletion_cancelled' },
  deletion_done: { kind: 'deletion_done' },
  budget_80: { kind: 'budget_80', spentMicrodollars: 8_040_000, ...budget },
  budget_100: { kind: 'budget_100', spentMicrodollars: 10_000_000, ...budget },
  security_notice: {
    kind: 'security_notice',
    what: 'The second step of your account was turned off.',
    at: day,
    device: 'Firefox on Linux',
    address: '203.0.113.0',
  },
}
