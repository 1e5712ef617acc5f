import { occupationVocabulary } from '../occupations-vocabulary.ts'
import { tokenize } from '../text/tokens.ts'
import { TermTrie } from '../text/trie.ts'
import { countRoots, rarity } from '../text/rarity.ts'

export interface Occupation {
  id: string
  family: string
}

interface Occupations {
  trie: TermTrie<Occupation>
  near: Map<string, Set<string>>
  /** How near the occupations of a family are to each other, where that isn't the usual. */
  kinship: Map<string, number>
}

function readOccupations(): Occupations {
  const trie = new TermTrie<Occupation>()
  const near = new Map<string, Set<string>>()
  const kinship = new Map<string, number>()
  let family = ''
  for (const line of occupationVocabulary.split('\n')) {
    if (line.startsWith('# ')) {
      const [head = '', others = ''] = line.slice(2).split(' ~ ')
      const [name = '', kin] = head.split(' = ')
      family = name.trim()
      if (kin) kinship.set(family, Number(kin))
      for (const other of others.split(', ').filter((item) => item !== '')) {
        near.set(family, (near.get(family) ?? new Set()).add(other))
        near.set(other, (near.get(other) ?? new Set()).add(family))
      }
      continue
    }
    const [id = '', spellings = ''] = line.split(' | ')
    if (id.trim() === '') continue
    for (const term of [id, ...spellings.split(', ')]) if (term.trim() !== '') trie.add(term, { id, family })
  }
  return { trie, near, kinship }
}

const { trie, near, kinship } = readOccupations()

/** "Lehrer/in", "Verkäufer*in", "infirmier(ère)": the plain form is what the vocabulary holds. */
function plainForms(title: string): string {
  return title
    .replace(
      /\((?:m|w|d|f|x|h|all genders|gn|[mwdfhx][/|][mwdfhx](?:[/|][mwdfhx])?)\)|\b[mwdfh]\/[mwdfhx](?:\/[mwdfhx])?\b/giu,
      ' ',
    )
    .replace(/(?:[*:_/]|\(-?)(?:in|innen|frau|e|ère|euse|trice|a)\b\)?/giu, '')
}

/** Occupations that a job title names, the most specific words first. */
export function findOccupations(title: string): Occupation[] {
  const plain = plainForms(title)
  const hits = trie.find(plain, tokenize(plain))
  return hits.toSorted((a, b) => b.to - b.from - (a.to - a.from)).map((hit) => hit.entry)
}

function familiesNear(a: string, b: string): boolean {
  return near.get(a)?.has(b) ?? false
}

const RANKS: [RegExp, number][] = [
  [/\b(?:intern|internship|praktik\p{L}*|stagiaire|stage|apprentice|auszubildende\p{L}*|azubi|werkstudent\p{L}*|working student|alternan\p{L}+|prácticas|becario|student)\b/iu, 0],
  [/\b(?:chief|c[teofm]o|vp|vice president|director|directeur|direktor\p{L}*|geschäftsführer\p{L}*|executive director|head of|leiter\p{L}*|head chef|executive chef|küchenchef\p{L}*|chef de cuisine)\b/iu, 5],
  [/\b(?:lead|principal|manager(?!in? assist)|managerin|(?<!door )supervisor|team ?lead\p{L}*|team leader|foreman|forewoman|sous chef|charge nurse|ward manager|teamleit\p{L}*|\p{L}*leiter\p{L}*|responsable|chef d['’]équipe|schichtleit\p{L}*|vorarbeiter|polier|meister|staff (?:software|engineer))\b/iu, 4],
  [/\b(?:senior|sr|experienced|erfahren\p{L}*|confirmé\p{L}*|specialist iii)\b/iu, 3],
  [/\b(?:junior|jr|trainee|graduate|entry[- ]level|assistant|helper|helfer\p{L}*|aide|débutant\p{L}*|commis|berufseinsteiger|nachwuchs\p{L}*)\b/iu, 1],
] // prettier-ignore

/** 0 in training … 2 without a mark … 5 heads others. */
export function seniorityOf(title: string): number {
  return RANKS.find(([pattern]) => pattern.test(title))?.[1] ?? 2
}

const LEVEL_WORDS = new Set([
  'seni',
  'juni',
  'lead',
  'princip',
  'manag',
  'head',
  'intern',
  'train',
  'staff',
  'deput',
  'chief',
  'tempor',
  'full',
  'part',
  'time',
  'remot',
  'hybrid',
  'shift',
  'perman',
  'night',
  'day',
])

function titleStems(title: string): string[] {
  return [...countRoots(plainForms(title)).keys()].filter((key) => !LEVEL_WORDS.has(key))
}

function occupationSimilarity(wanted: Occupation[], held: Occupation[]): number {
  let best = 0
  for (const a of wanted) {
    for (const b of held) {
      if (a.id === b.id) best = Math.max(best, 1)
      else if (a.family === b.family) best = Math.max(best, kinship.get(a.family) ?? 0.72)
      else if (familiesNear(a.family, b.family))
        best = Math.max(best, kinship.has(a.family) || kinship.has(b.family) ? 0.3 : 0.42)
    }
  }
  return best
}

/** How alike two job titles are, from 0 to 1, by occupation and by words; seniority is left out. */
export function titleSimilarity(wanted: string, held: string): number {
  const stems = titleStems(wanted)
  const others = new Set(titleStems(held))
  const weigh = (keys: string[]) => keys.reduce((sum, key) => sum + rarity(key), 0)
  const words = stems.length === 0 ? 0 : weigh(stems.filter((stem) => others.has(stem))) / weigh(stems)
  const [sought, had] = [findOccupations(wanted), findOccupations(held)]
  const occupations = occupationSimilarity(sought, had)
  // Two occupations that are known to differ say more than the words they share.
  const byWords = words * (sought.length > 0 && had.length > 0 ? 0.4 : 0.8)
  return Math.max(occupations === 0 ? byWords : 0, occupations * (0.88 + 0.12 * words))
}

const coreSkills: Record<string, string[]> = {
  nursing: ['nursing', 'patient care'],
  care: ['personal care', 'elderly care'],
  teaching: ['teaching', 'lesson planning', 'classroom management'],
  kitchen: ['cooking', 'food preparation'],
  hospitality: ['customer service'],
  warehouse: ['warehouse operations'],
  electrical: ['electrical installation'],
  finance: ['accounting'],
  sales: ['sales'],
  retail: ['retail sales', 'customer service'],
  customer: ['customer service'],
  marketing: ['marketing'],
  hr: ['human resources'],
  cleaning: ['cleaning'],
  security: ['security guarding'],
  admin: ['office administration'],
  itsupport: ['it support'],
}

const occupationSkills: Record<string, string[]> = {
  'truck driver': ['hgv driving'],
  'delivery driver': ['delivery driving'],
  'bus driver': ['bus driving'],
  'forklift operator': ['forklift driving', 'warehouse operations'],
  waiter: ['waiting tables', 'customer service'],
  bartender: ['bartending'],
  receptionist: ['reception', 'customer service'],
  bookkeeper: ['bookkeeping', 'accounting'],
  'payroll specialist': ['payroll'],
  auditor: ['auditing'],
  'tax advisor': ['tax'],
  recruiter: ['recruitment'],
  'icu nurse': ['intensive care nursing'],
  'emergency nurse': ['emergency nursing'],
  'paediatric nurse': ['paediatric nursing'],
  'theatre nurse': ['surgical nursing'],
  'mental health nurse': ['mental health nursing'],
  'primary teacher': ['primary education'],
  'secondary teacher': ['secondary education'],
  'early years educator': ['early childhood education', 'childcare'],
  'project manager': ['project management'],
  'product manager': ['product management'],
  'data analyst': ['data analysis'],
  'data engineer': ['data engineering', 'etl'],
  'backend engineer': ['backend development'],
  'frontend engineer': ['frontend development', 'web development'],
  'full stack engineer': ['full-stack development', 'web development'],
  'graphic designer': ['graphic design'],
  'ux designer': ['ux design'],
  'social media manager': ['social media marketing'],
  'seo specialist': ['seo'],
  'account manager': ['account management'],
  'maintenance technician': ['mechanical maintenance', 'preventive maintenance'],
  welder: ['welding'],
  'cnc machinist': ['cnc machining'],
  plumber: ['plumbing'],
  carpenter: ['carpentry'],
  'head chef': ['kitchen management', 'cooking'],
  'pastry chef': ['baking'],
  'laboratory technician': ['laboratory techniques'],
  'warehouse supervisor': ['warehouse operations', 'people management'],
}

/** Skills nobody can have worked in an occupation without. */
export function skillsOfTitle(title: string): string[] {
  return findOccupations(title).flatMap(({ id, family }) => [
    ...(coreSkills[family] ?? []),
    ...(occupationSkills[id] ?? []),
  ])
}

const occupationCredentials: Record<string, string> = {
  'truck driver': 'driving c',
  'delivery driver': 'driving b',
  'bus driver': 'driving d',
  'forklift operator': 'forklift licence',
  'registered nurse': 'nursing registration',
  'icu nurse': 'nursing registration',
  'emergency nurse': 'nursing registration',
  'theatre nurse': 'nursing registration',
  'paediatric nurse': 'nursing registration',
  'primary teacher': 'teaching licence',
  'secondary teacher': 'teaching licence',
  electrician: 'electrician licence',
  lawyer: 'solicitor admission',
  doctor: 'medical licence',
}

/** The licence an occupation usually needs: a hint of it, not proof. */
export function credentialsOfTitle(title: string): string[] {
  return findOccupations(title).flatMap(({ id }) => occupationCredentials[id] ?? [])
}
