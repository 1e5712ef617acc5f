import { create } from 'qrcode'

/** Of white around it, in modules: readers want four. */
const MARGIN = 4

/** A QR code as one path of an SVG with `size` units to each side. */
export function qrPath(text: string): { path: string; size: number } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const squares: string[] = []
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      if (modules.get(y, x)) squares.push(`M${x + MARGIN} ${y + MARGIN}h1v1h-1z`)
    }
  }
  return { path: squares.join(''), size: modules.size + 2 * MARGIN }
}
