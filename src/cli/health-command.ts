import type { Command } from 'commander'
import { z } from 'zod'
import { CliFailure } from './failure.ts'
import { json, out } from './print.ts'
import type { CliContext } from './cli-context.ts'

const healthSchema = z.looseObject({
  status: z.string(),
  version: z.string(),
  environment: z.string(),
  checks: z.record(z.string(), z.unknown()),
})

export function addHealthCommand(program: Command, cli: CliContext): void {
  program
    .command('health')
    .description('whether the database and the worker are well; exit code 1 when not')
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      const health = await cli.with({ worker: true, person: false }, async (connection) => {
        const response = await connection.fetch('/api/v1/health')
        return healthSchema.parse(await response.json())
      })
      if (options.json) json(health)
      else {
        out(`${health.status}  (JobPilot ${health.version}, ${health.environment})`)
        for (const [name, check] of Object.entries(health.checks))
          out(`  ${name.padEnd(10)} ${JSON.stringify(check)}`)
      }
      if (health.status !== 'healthy') throw new CliFailure(`JobPilot is ${health.status}.`)
    })
}
