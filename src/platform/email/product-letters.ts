import type { EmailContent } from './email-kinds.ts'
import { say, type Letter } from './letter.ts'
import { dayOf, moneyOf } from './letter-words.ts'

type Content<Kind> = Extract<EmailContent, { kind: Kind }>

export function briefingLetter({ day, sections, timeZone }: Content<'briefing'>, appUrl: string): Letter {
  const count = sections.reduce((sum, { items }) => sum + items.length, 0)
  const news = count === 1 ? 'One thing' : `${count} things`
  return {
    subject: `${news} for ${dayOf(day, timeZone)}`,
    preview: sections.map(({ title, items }) => `${title}: ${items.length}`).join(', '),
    heading: 'Your briefing',
    parts: [
      say(`${dayOf(day, timeZone)}: only what changed since the last one.`),
      ...sections.map(({ title, items }) => ({ kind: 'list' as const, title, items })),
    ],
    button: { label: 'Open today', url: appUrl },
  }
}

type Budget = Omit<Content<'budget_80'>, 'kind'>

function budgetFacts({ spentMicrodollars, budgetMicrodollars, renewsAt, timeZone }: Budget) {
  const facts = [
    ['Spent', moneyOf(spentMicrodollars)],
    ['Budget', moneyOf(budgetMicrodollars)],
    ['Renewed on', dayOf(renewsAt, timeZone)],
  ] as const
  return { kind: 'facts' as const, facts }
}

export function budget80Letter(content: Budget, appUrl: string): Letter {
  return {
    subject: '80% of your JobPilot budget is spent',
    preview: `${moneyOf(content.spentMicrodollars)} of ${moneyOf(content.budgetMicrodollars)}.`,
    heading: '80% of your budget is spent',
    parts: [
      budgetFacts(content),
      say('Nothing stops yet. Once all of it is spent, agents that need a language model pause and say so.'),
    ],
    button: { label: 'Look at the budget', url: `${appUrl}/settings` },
  }
}

export function budget100Letter(content: Budget, appUrl: string): Letter {
  return {
    subject: 'Your JobPilot budget is spent',
    preview: 'Agents that need a language model have paused.',
    heading: 'Your budget is spent',
    parts: [
      budgetFacts(content),
      say(
        'Agents that need a language model have paused. They go on by themselves when the budget is renewed, or once you raise it.',
      ),
      say('All that works without one goes on as before.'),
    ],
    button: { label: 'Look at the budget', url: `${appUrl}/settings` },
  }
}
