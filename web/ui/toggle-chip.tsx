import { wholeNumber } from '../lib/format.ts'
import type { Tone } from './notice.tsx'
import './toggle-chip.css'

interface ToggleChipProps {
  tone: Tone
  label: string
  /** How many it would show. */
  count: number | undefined
  pressed: boolean
  onToggle: () => void
}

/** One of a few filters that are switched on and off. */
export function ToggleChip({ tone, label, count, pressed, onToggle }: ToggleChipProps) {
  return (
    <button type="button" className={`toggle-chip ${tone}`} aria-pressed={pressed} onClick={onToggle}>
      {label} <span className="tabular">{count === undefined ? '' : wholeNumber(count)}</span>
    </button>
  )
}
