/** The verbs that résumé bullets start with; only these are ever put into another tense. */
export type VerbForm = 'base' | 'third' | 'past' | 'gerund'

export interface Verb {
  base: string
  form: VerbForm
  /** The same letters are a noun or adjective too: "lead", "plans". */
  ambiguous: boolean
}

const REGULAR =
  'achieve act adapt add address adjust administer advise aid align allocate analyse analyze answer apply appraise approve arrange ' +
  'assemble assess assign assist assure attain attend audit author automate balance boost brief calculate calibrate canvass care ' +
  'carry cater check clean clear close coach code collaborate collect communicate compile complete compose compute conceive conclude ' +
  'conduct configure connect conserve consolidate construct consult contact contribute convert convey cook coordinate correct ' +
  'counsel craft create cultivate curate decrease define delegate deliver demonstrate deploy design detect determine develop devise ' +
  'diagnose direct discover dispatch dispense display distribute document draft educate edit eliminate employ enable encourage ' +
  'enforce engineer enhance ensure enter equip establish estimate evaluate examine exceed execute expand expedite explain explore ' +
  'facilitate file finalise finalize fix focus follow formalise formalize formulate foster fulfil furnish gather generate guide ' +
  'handle harvest help hire host identify illustrate implement improve improvise increase influence inform initiate innovate inspect ' +
  'inspire install institute instruct integrate interact interpret interview introduce investigate invoice issue join launch lecture ' +
  'liaise load locate lower maintain manage manufacture market master maximise maximize measure mediate mentor merge migrate minimise ' +
  'minimize model moderate modernise modernize modify monitor motivate mount move negotiate observe obtain onboard open operate ' +
  'optimise optimize orchestrate order organise organize outperform overhaul own pack paint participate perform persuade pick pilot ' +
  'pioneer place plant position post prepare prescribe present preserve prevent price print prioritise prioritize process procure ' +
  'produce programme project promote propose prototype prove provide publish purchase raise rebuild receive recommend reconcile ' +
  'record recover recruit redesign reduce refactor refine reform register regulate rehabilitate reinforce remodel renovate reorganise ' +
  'reorganize repair replace report represent research resolve respond restock restore restructure retain review revise revitalise ' +
  'revitalize reward roll route sample schedule scale screen secure select serve service shape share simplify solve sort source ' +
  'spearhead specialise specialize stage staff standardise standardize start steer stock store strategise strategize streamline ' +
  'strengthen structure study succeed suggest supervise supply support surpass survey sustain tailor target test tend tour track ' +
  'trade train transfer transform translate transport treat tune tutor turn uncover update upgrade use utilise utilize ' +
  'validate verify visit volunteer walk wash weld welcome work'
const DOUBLING =
  'plan ship map chat program refer scan shop step stop submit swap transmit trim equip wrap travel label control'
const IRREGULAR: Record<string, string> = {
  begin: 'began',
  bring: 'brought',
  build: 'built',
  buy: 'bought',
  choose: 'chose',
  cut: 'cut',
  do: 'did',
  draw: 'drew',
  drive: 'drove',
  feed: 'fed',
  find: 'found',
  forecast: 'forecast',
  gain: 'gained',
  get: 'got',
  give: 'gave',
  grow: 'grew',
  hold: 'held',
  keep: 'kept',
  lead: 'led',
  learn: 'learned',
  lay: 'laid',
  make: 'made',
  meet: 'met',
  overcome: 'overcame',
  oversee: 'oversaw',
  put: 'put',
  rebuild: 'rebuilt',
  rewrite: 'rewrote',
  run: 'ran',
  sell: 'sold',
  send: 'sent',
  set: 'set',
  speak: 'spoke',
  take: 'took',
  teach: 'taught',
  troubleshoot: 'troubleshot',
  undertake: 'undertook',
  win: 'won',
  withdraw: 'withdrew',
  write: 'wrote',
}
/** Forms that are everyday nouns or adjectives as well: only what follows tells. */
const AMBIGUOUS = new Set(
  (
    'account act address aid answer approach audit author balance boost brief care cater check clean clear close coach code compound ' +
    'contact cook correct counsel craft cut design direct display document draft draw drive engineer estimate feed file find fix focus ' +
    'forecast gain guide harvest help hire host influence interview invoice issue launch lead lecture load lower market master measure ' +
    'mentor model monitor mount move onboard open order overhaul own pack paint pick pilot pioneer place plan plant position post present ' +
    'price print process program programme project purchase raise record recruit reform register repair report research review reward ' +
    'roll route run sample scale schedule scan screen secure sell service set shape share ship shop sort source stage staff start step ' +
    'stock stop store structure study supply support survey target tender test tour track trade train transfer transport travel treat ' +
    'trim tune turn tutor update upgrade use visit volunteer walk wash weld welcome work wrap control label map set put cut'
  ).split(' '),
)

function third(base: string): string {
  if (/[^aeiou]y$/.test(base)) return `${base.slice(0, -1)}ies`
  return /(?:s|sh|ch|x|z|o)$/.test(base) ? `${base}es` : `${base}s`
}

function regularPast(base: string): string {
  if (/[^aeiou]y$/.test(base)) return `${base.slice(0, -1)}ied`
  return base.endsWith('e') ? `${base}d` : `${base}ed`
}

function gerund(base: string, doubles: boolean): string {
  if (doubles) return `${base}${base.at(-1)}ing`
  if (/[^e]e$/.test(base) && !/(?:ye|oe)$/.test(base)) return `${base.slice(0, -1)}ing`
  return `${base}ing`
}

const pastForms = new Map<string, string>()
const forms = new Map<string, Verb>()

function learn(base: string, past: string, doubles: boolean): void {
  pastForms.set(base, past)
  const put = (form: VerbForm, word: string, ambiguous: boolean) => {
    if (!forms.has(word)) forms.set(word, { base, form, ambiguous })
  }
  put('past', past, past === base)
  put('base', base, AMBIGUOUS.has(base))
  put('third', third(base), AMBIGUOUS.has(base))
  put('gerund', gerund(base, doubles), false)
}

const DOUBLING_IRREGULAR = new Set(['begin', 'cut', 'get', 'put', 'run', 'set', 'win'])
for (const [base, past] of Object.entries(IRREGULAR)) learn(base, past, DOUBLING_IRREGULAR.has(base))
for (const base of DOUBLING.split(' ')) learn(base, `${base}${base.at(-1)}ed`, true)
for (const base of REGULAR.split(' ')) if (!base.includes('-')) learn(base, regularPast(base), false)
// American spellings of the doubled ones.
for (const [word, base] of [
  ['traveled', 'travel'],
  ['labeled', 'label'],
  ['modelled', 'model'],
  ['fulfilled', 'fulfil'],
] as const) {
  forms.set(word, { base, form: 'past', ambiguous: false })
}

/** Looks a word up in any of its forms; undefined for a word that is no known verb. */
export function knownVerb(word: string): Verb | undefined {
  return forms.get(word.toLowerCase())
}

export function pastOf(base: string): string {
  return pastForms.get(base) ?? regularPast(base)
}

const ADJECTIVES_IN_ED =
  /^(?:experienced|certified|skilled|detailed|advanced|licensed|licenced|dedicated|motivated|qualified|proven|related|limited|speed|need|embedded|distributed|unlimited|based|shared|mixed|applied|varied|accredited|registered|chartered|talented|committed|focused|organized|organised|red|bed|fixed|required|interested|extended|united|accelerated|combined|gifted|medical|weed|seed|feed|indeed|exceed|proceed|succeed|supposed|aged|retired|unmatched|united|married|biased|expected|estimated|continued|increased|automated|integrated|certificated|so-called)$/

/** "Spearheaded": an unknown word that can hardly be anything but a past tense. */
export function looksPast(word: string): boolean {
  return /^[A-Z]?[a-z-]{2,}[a-z]ed$/.test(word) && !ADJECTIVES_IN_ED.test(word.toLowerCase())
}
