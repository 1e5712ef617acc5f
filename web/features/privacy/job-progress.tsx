import { Progress } from '@mantine/core'

interface JobProgressProps {
  /** Its name. */
  label: string
  /** 0 to 100; null: not known. */
  percent: number | null
  /** What is being done. */
  words: string
  note?: string
}

export function JobProgress({ label, percent, words, note }: JobProgressProps) {
  return (
    <div className="stack tight">
      <p>
        {words}
        {percent !== null && <span className="tabular">, {percent} %</span>} …
      </p>
      <Progress value={percent ?? 5} aria-label={label} />
      {note && <p className="quiet small">{note}</p>}
    </div>
  )
}
