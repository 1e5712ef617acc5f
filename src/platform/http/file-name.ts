/** File systems take 255 bytes; what saves a download may add to them. */
const MOST_BYTES = 200
/** Windows takes them for devices, whatever their extension. */
const device = /^(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\.|$)/i

function shorten(name: string): string {
  const extension = /\.\w{1,10}$/.exec(name)?.[0] ?? ''
  const base = Array.from(name.slice(0, name.length - extension.length))
  while (base.length > 0 && Buffer.byteLength(base.join('')) > MOST_BYTES - extension.length) {
    base.length = Math.min(base.length - 1, MOST_BYTES)
  }
  return base.join('').trimEnd() + extension
}

/**
 * A name that can be stored, shown and saved under: no folders, no control or invisible characters (which turn a name around or hide
 * its end), none that file systems refuse, no device of Windows, 200 bytes at most. `unnamed` where nothing is left.
 */
export function cleanFileName(name: string): string {
  const last = name.toWellFormed().split(/[/\\]/).at(-1) ?? ''
  const clean = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\uFFFD\uFFFE\uFFFF]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  if (clean === '') return 'unnamed'
  return shorten(device.test(clean) ? `_${clean}` : clean)
}
