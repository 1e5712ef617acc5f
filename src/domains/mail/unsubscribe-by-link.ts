import type { AppContext } from '../../context.ts'
import { asWorker } from '../../platform/db/transaction.ts'
import { addOptOut } from '../../platform/email/suppression-queries.ts'
import { readUnsubscribeToken } from '../../platform/email/unsubscribe.ts'
import { unsubscribePage } from '../../platform/email/unsubscribe-page.ts'
import { subscriptionWords } from './read-preferences.ts'

interface Answer {
  page: ReturnType<typeof unsubscribePage>
  status: 200 | 404
}

/**
 * Where the link of a mail leads. Looking at it changes nothing, since mail programs look at links by themselves; the
 * button, or one click in the mail program (RFC 8058), posts to the same address.
 */
export async function unsubscribeByLink(
  { config, db }: Pick<AppContext, 'config' | 'db'>,
  request: Pick<Request, 'method' | 'url'>,
): Promise<Answer> {
  const { appUrl } = config
  const token = new URL(request.url).searchParams.get('token') ?? ''
  const subscription = readUnsubscribeToken(config, token)
  if (!subscription) {
    const words =
      'This address is cut off or altered. Use the link in the mail as it is, or choose your mails in the settings.'
    return { page: unsubscribePage({ heading: 'This link doesn’t work', words, appUrl }), status: 404 }
  }
  const { userId, kind } = subscription
  const named = subscriptionWords[kind]
  if (request.method !== 'POST') {
    const words = `${named}: one click, and no more of it comes.`
    return {
      page: unsubscribePage({ heading: 'Unsubscribe', words, button: 'Unsubscribe', appUrl }),
      status: 200,
    }
  }
  await asWorker(db, (tx) => addOptOut(tx, userId, kind))
  const words = `${named}: no more of it comes. Changed your mind? Choose your mails in the settings.`
  return { page: unsubscribePage({ heading: 'You are unsubscribed', words, appUrl }), status: 200 }
}
