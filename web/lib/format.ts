const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })

/** Time of day in the person's time zone. */
export function timeOfDay(iso: string): string {
  return clock.format(new Date(iso))
}

export function dayOf(iso: string | Date): string {
  return day.format(new Date(iso))
}
