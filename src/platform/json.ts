/** JSON that Postgres stores as jsonb: it takes neither U+0000 nor half a surrogate pair. */
export function toJson(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, part: unknown) =>
    typeof part === 'string' ? toStorableText(part) : part,
  )
}

/** Text that Postgres stores: without U+0000 and with whole characters only. */
export function toStorableText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}
