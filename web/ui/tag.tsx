export type Tone = 'good' | 'fair' | 'bad' | 'quiet'

export function Tag({ tone, children }: { tone: Tone; children: string }) {
  return <span className={`tag ${tone}`}>{children}</span>
}
