const two = (value: number) => String(value).padStart(2, '0')

/** What a datetime-local field holds: minutes in the device's time zone. */
export function toLocalInput(iso: string): string {
  const time = Date.parse(iso)
  if (Number.isNaN(time)) return ''
  const date = new Date(time)
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** ISO, or '' for a field that is empty or half filled. */
export function fromLocalInput(value: string): string {
  const time = Date.parse(value)
  return Number.isNaN(time) ? '' : new Date(time).toISOString()
}
