import type { Posting } from '../../../src/domains/postings/schema.ts'
import { relativeDay, shortDate } from '../../lib/format.ts'
import { employmentWords, salaryWords, workplaceWords } from './posting-words.ts'
import './posting-facts.css'

type Shown = Omit<Posting, 'raw'>

/** What a posting says of itself, as label and value; what it doesn't say is left out. */
export function PostingFacts({ posting }: { posting: Shown }) {
  const facts: [string, React.ReactNode][] = [
    ['Place', placesOf(posting)],
    ['Workplace', workplaceWords(posting.workplaceType)],
    ['Salary', posting.baseSalary && salaryWords(posting.baseSalary)],
    ['Employment', employmentWords(posting.employmentType)],
    ['Posted', posting.datePosted && relativeDay(posting.datePosted)],
    ['Apply by', posting.validThrough && shortDate(posting.validThrough)],
    ['Department', posting.department],
  ]
  const said = facts.filter(([, value]) => Boolean(value))
  if (said.length === 0) return <p className="quiet">It names no place, salary or dates.</p>
  return (
    <dl className="posting-facts">
      {said.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function placesOf({ jobLocation }: Shown): string {
  const places = jobLocation.map((place) => place.raw)
  const more = places.length - 3
  return more > 0 ? `${places.slice(0, 3).join('; ')} and ${more} more` : places.join('; ')
}

/** The page of the posting, by its host; nothing when it came without an address. */
export function PostingAddress({ url }: { url: string }) {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return null
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {new URL(url).host.replace(/^www\./, '')}
      <span className="visually-hidden"> (opens in a new tab)</span>
    </a>
  )
}
