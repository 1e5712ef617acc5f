/** What an entry of the audit log means to the person whom it concerns. */
const words: Record<string, string> = {
  'sessions.signIn': 'Signed in',
  'sessions.signOut': 'Signed out',
  'sessions.confirm': 'Confirmed by a code that it was really you',
  'sessions.revoke': 'Ended a session',
  'sessions.revokeOthers': 'Ended all other sessions',
  'tokens.create': 'Made an access token',
  'tokens.revoke': 'Revoked an access token',
  'secondStep.enable': 'Turned the second step on',
  'secondStep.disable': 'Turned the second step off',
  'secondStep.pass': 'Passed the second step',
  'secondStep.refuse': 'A sign-in was ended after five wrong codes of the second step',
  'secondStep.useBackupCode': 'Used a backup code',
  'secondStep.renewBackupCodes': 'Made new backup codes',
  'connections.add': 'Connected LinkedIn',
  'connections.remove': 'Disconnected LinkedIn',
  'account.created': 'The account was made, as Clerk told',
  'account.updated': 'The address was taken over from Clerk',
  'account.deletedAtClerk': 'The account was deleted at Clerk',
  'emailChange.begin': 'Began to change the e-mail address',
  'emailChange.cancel': 'Gave up changing the e-mail address',
  'emailChange.confirm': 'Changed the e-mail address',
  'people.setRole': 'Changed the role',
  'people.setPlan': 'Changed the plan',
  'people.suspend': 'Suspended the account',
  'people.restore': 'Restored the account',
  'people.revokeSessions': 'Ended all sessions and access tokens',
  'privacy.export_started': 'Asked for all data of the account',
  'privacy.import_started': 'Brought an archive in',
  'privacy.deletion_requested': 'Asked for the account to be deleted',
  'privacy.deletion_cancelled': 'Took the deletion back',
  'messages.resend': 'Sent a mail once more',
}

/** For what nobody has put into words yet: `lanes.setLimits` → “Lanes: set limits”. */
function plainly(action: string): string {
  const [area = '', what = ''] = action.split('.', 2).map((part) =>
    part
      .replaceAll('_', ' ')
      .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
      .toLowerCase(),
  )
  return `${area.charAt(0).toUpperCase()}${area.slice(1)}${what === '' ? '' : `: ${what}`}`
}

/** In a few words; it is said when somebody else did it. */
export function securityWords(action: string, byAnother: boolean): string {
  const text = words[action] ?? plainly(action)
  return byAnother ? `${text} (by whoever runs this JobPilot)` : text
}
