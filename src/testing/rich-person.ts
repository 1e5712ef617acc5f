import { recordModelCall } from '../domains/privacy/record-model-call.ts'
import { asWorker } from '../platform/db/transaction.ts'
import type { Person, TestApp } from './app.ts'
import { ownOneOfEach, resultOf, type Owned } from './owned-things.ts'
import { until } from './until.ts'

/** Somebody with rows in nearly every table: what they own by the calls of the web, the rest as other parts write it. */
export async function makeRich(app: TestApp, person: Person): Promise<Owned> {
  const { client, userId } = person
  await client.users.update.mutate({ name: 'Wilhelmina Överström', timeZone: 'Europe/Stockholm' })
  const owned = await ownOneOfEach(person)
  await until(async () =>
    (await client.privacy.exports.list.query({})).items.every((item) => item.finishedAt),
  )
  await resultOf(person, (await client.samples.add.mutate()).runId)
  // The sample data starts matching, which goes on by itself.
  await until(async () => (await client.agents.runs.query({ active: true })).runs.length === 0, 30_000)
  await client.resumes.editFact.mutate({ id: owned.fact, text: 'Edited by hand' })
  await client.resumes.addFact.mutate({ id: owned.resume, kind: 'skill', text: 'Juggling' })
  await client.applications.update.mutate({ id: owned.application, note: 'Asked Ana about "remote"\nwork' })
  await client.applications.move.mutate({ id: owned.application, to: 'applied' })
  await client.applications.create.mutate({ title: 'By hand', organization: 'Example Works' })
  await client.drafts.unapprove.mutate({ id: owned.draft })
  await client.privacy.consents.set.mutate({ purpose: 'analytics', granted: true })
  await asWorker(app.ctx.db, async (tx) => {
    await recordModelCall(tx, {
      userId,
      jobId: null,
      provider: 'example',
      model: 'small',
      purpose: 'draft',
      sent: ['résumé', 'posting'],
      inputTokens: 900,
      outputTokens: 100,
      costMicrodollars: 1_200,
      outcome: 'ok',
    })
    await tx.insertInto('email_opt_out').values({ user_id: userId, kind: 'briefing' }).execute()
    await tx.insertInto('job_pause').values({ user_id: userId, lane: 'agents', reason: null }).execute()
  })
  return owned
}
