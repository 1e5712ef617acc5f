import { InvalidArgumentError, Option, type Command } from 'commander'
import { createApp } from '../app.ts'
import { loadConfig } from '../config.ts'
import { createToken } from '../domains/account/create-token.ts'
import { plans, userRoles, type Plan, type UserRole } from '../platform/auth/session.ts'
import { note, out } from './print.ts'

interface Options {
  email: string
  name?: string
  role?: UserRole
  plan?: Plan
  days?: number
}

function days(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > 3_650)
    throw new InvalidArgumentError('a whole number from 1 to 3650')
  return value
}

/** Works on the database itself, so it needs the machine that has it. */
export function addTokenCommand(program: Command): void {
  program
    .command('token')
    .description('personal access tokens')
    .command('create')
    .description(
      'make a token, and the person when there is none; the token alone is the last line of stdout',
    )
    .requiredOption('--email <address>', 'whose token')
    .option('--name <words>', 'what it is for')
    .addOption(new Option('--role <role>', 'also give the person this role').choices(userRoles))
    .addOption(new Option('--plan <plan>', 'also give the person this plan').choices(plans))
    .option('--days <number>', 'how long it lasts (default 90)', days)
    .action(async (options: Options) => {
      const app = await createApp({ ...loadConfig(), role: 'worker', logLevel: 'silent' })
      try {
        const created = await createToken(app.ctx, { ...options, expiresInDays: options.days })
        note(
          `For ${options.email}, until ${created.expiresAt.toISOString().slice(0, 10)}. It is shown this once.`,
        )
        out(created.token)
      } finally {
        await app.stop()
      }
    })
}
