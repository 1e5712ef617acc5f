import { allowClosedPipes } from './cli/closed-pipe.ts'
import { runCli } from './cli/program.ts'

allowClosedPipes()
process.exitCode = await runCli(process.argv.slice(2))
