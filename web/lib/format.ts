const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** Time of day in the person's time zone. */
export function timeOfDay(iso: string): string {
  return clock.format(new Date(iso))
}
