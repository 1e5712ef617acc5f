/** What an entry of the audit log means to the person whom it concerns. */
const words: Record<string, string> = {
  'sessions.sign_in': 'Signed in',
  'sessions.sign_out': 'Signed out',
  'sessions.confirm': 'Confirmed by a code that it was really you',
  'sessions.revoke': 'Ended a session',
  'sessions.revoke_others': 'Ended all other sessions',
  'tokens.create': 'Made an access token',
  'tokens.revoke': 'Revoked an access token',
  'second_step.enable': 'Turned the second step on',
  'second_step.disable': 'Turned the second step off',
  'second_step.pass': 'Passed the second step',
  'second_step.refuse': 'A sign-in was ended after five wrong codes of the second step',
  'second_step.use_backup_code': 'Used a backup code',
  'second_step.renew_backup_codes': 'Made new backup codes',
  'account.created': 'The account was made, as Clerk told',
  'account.updated': 'The address was taken over from Clerk',
  'account.deleted_at_clerk': 'The account was deleted at Clerk',
  'email_change.begin': 'Began to change the e-mail address',
  'email_change.cancel': 'Gave up changing the e-mail address',
  'email_change.confirm': 'Changed the e-mail address',
}

/** For what other parts record: `people.set_role` → “People: set role”. */
function plainly(action: string): string {
  const [area = '', what = ''] = action.split('.', 2).map((part) => part.replaceAll('_', ' '))
  return `${area.charAt(0).toUpperCase()}${area.slice(1)}${what === '' ? '' : `: ${what}`}`
}

/** In a few words; it is said when somebody else did it. */
export function securityWords(action: string, byAnother: boolean): string {
  const text = words[action] ?? plainly(action)
  return byAnother ? `${text} (by whoever runs this JobPilot)` : text
}
