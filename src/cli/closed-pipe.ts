/**
 * `| head -1` closes the pipe while we still write: what is left to say goes nowhere, and that is no failure.
 * What would go on for good (`events --follow`) ends as by Ctrl-C.
 */
export function allowClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
      if (stream === process.stdout) process.emit('SIGINT')
    })
  }
}
