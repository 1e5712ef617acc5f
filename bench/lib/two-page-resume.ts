import { renderPdf } from './render-pdf.ts'
import type { Block, ResumeDocument } from './resume-markup.ts'

const employers = [
  'Copper Lane Transit',
  'Fairwater Insurance',
  'Osprey Maps',
  'Dunmore Retail',
  'Lowland Energy',
  'Quarry Bank Media',
]
const titles = [
  'Lead Developer',
  'Senior Software Engineer',
  'Software Engineer',
  'Backend Developer',
  'Developer',
  'Junior Developer',
]
const deeds = [
  'Built and ran the booking service in Python and PostgreSQL for 120,000 customers a month',
  'Cut the nightly import from five hours to forty minutes by rewriting it in Go',
  'Moved nine services to Kubernetes on AWS and wrote the runbooks that the on-call rota still uses',
  'Introduced code review and contract tests; incidents fell by a third within a year',
  'Explained budgets and delays to people who do not write software, in plain words',
  'Interviewed forty candidates and mentored four new colleagues',
]

function jobs(): Block[] {
  return employers.flatMap((employer, at): Block[] => [
    {
      type: 'entry',
      left: titles[at] ?? 'Developer',
      right: `03/${2023 - 2 * at} – ${at === 0 ? 'present' : `02/${2025 - 2 * at}`}`,
    },
    { type: 'subline', text: employer },
    ...deeds.map((text): Block => ({ type: 'bullet', text })),
  ])
}

const paragraph = (text: string): Block => ({ type: 'paragraph', text })

function document(number: number): ResumeDocument {
  return {
    name: `Rosalind Ferncliffe ${'I'.repeat(number)}`,
    headline: 'Backend engineer',
    contact: ['Leeds, United Kingdom · rosalind@example.org · 07700 900811'],
    sections: [
      {
        title: 'Profile',
        column: null,
        blocks: [paragraph('Backend engineer with fourteen years in transport, insurance and energy.')],
      },
      { title: 'Experience', column: null, blocks: jobs() },
      {
        title: 'Education',
        column: null,
        blocks: [
          { type: 'entry', left: 'BSc Computer Science', right: '2009 – 2012' },
          { type: 'subline', text: 'University of the Western Dales' },
        ],
      },
      {
        title: 'Skills',
        column: null,
        blocks: [
          paragraph('Python, Go, SQL, PostgreSQL, Redis, Kafka, Docker, Kubernetes, AWS, Terraform, Git'),
        ],
      },
      { title: 'Languages', column: null, blocks: [paragraph('English (native), German (B2)')] },
    ],
  }
}

/** A PDF of two full pages; another one for every number, since the same file is only read once. */
export function renderTwoPageResume(number: number): Promise<Buffer> {
  return renderPdf(document(number), 'pdf-one-column', false)
}
