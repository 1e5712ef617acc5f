/**
 * npm stands behind a shell that passes no signal on: when that shell is gone, we were meant as well. Only for
 * the npm command of that name; started by hand, a program may outlive its terminal.
 */
export function stopWithParent(command: string): void {
  if (process.env['npm_lifecycle_event'] !== command) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 250)
  watch.unref()
}
