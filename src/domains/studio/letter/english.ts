import type { Posting } from '../../postings/schema.ts'
import { credentialSentences, theInstitution } from './english-credentials.ts'
import { earlierJobs, facts, jobParagraphs, place, projectParagraph } from './english-jobs.ts'
import {
  chooser,
  contactLine,
  list,
  plain,
  postingTitle,
  sentence,
  type Candidate,
  type Choose,
  type Letter,
  type LetterVoice,
} from './letter.ts'
import type { Material } from './material.ts'

function background(material: Material): Candidate {
  const [job] = material.jobs.filter(({ title, employer }) => title !== null || employer !== null)
  if (job) {
    const where = place(job)
    const year = /^\d{4}/.exec(job.since?.value ?? '')?.[0]
    const now = [...(year ? [`since ${year} I have worked ${where}`] : []), `I currently work ${where}`]
    return {
      variants: job.ongoing ? now : [`most recently I worked ${where}`],
      facts: facts(job.title, job.employer, job.since),
      weight: 9,
    }
  }
  const [study] = material.education.filter(({ institution }) => institution !== null)
  if (study?.institution) {
    return {
      variants: [`my education is from ${theInstitution(study.institution.text)}`],
      facts: facts(study.institution),
      weight: 9,
    }
  }
  const skills = [...material.skills, ...material.otherSkills].slice(0, 3)
  return {
    variants:
      skills.length > 0
        ? [
            `I bring ${list(
              skills.map(({ text }) => plain(text)),
              'and',
            )}`,
          ]
        : [],
    facts: skills,
    weight: 9,
  }
}

/** Names role and organisation, and in the same breath what the person is. */
function opening(material: Material, posting: Posting, choose: Choose): Candidate {
  const title = postingTitle(posting)
  const at = posting.hiringOrganization.name ? ` at ${plain(posting.hiringOrganization.name)}` : ''
  const applying = title
    ? choose([
        `I am applying for the position of ${title}${at}`,
        `I would like to apply for the ${title} position${at}`,
      ])
    : `I am applying for the advertised position${at}`
  const person = background(material)
  const joined = person.variants.map((variant) => sentence(`${applying}; ${variant}`))
  return {
    variants: [...joined, sentence(applying), 'I am applying for the advertised position.'],
    facts: person.facts,
    weight: 9,
  }
}

/** "Wound care" in mid-sentence, but "Excel": the posting's own spelling decides, or a lower-case word after the first. */
function inSentence(text: string, posting: Posting): string {
  const clean = plain(text)
  const lower = clean.charAt(0).toLowerCase() + clean.slice(1)
  return posting.descriptionText.includes(` ${lower}`) ? lower : clean
}

function skillSentence(material: Material, posting: Posting, choose: Choose): Candidate[] {
  const asked = material.skills.slice(0, 4)
  if (asked.length > 0) {
    const names = list(
      asked.map(({ text }) => inSentence(text, posting)),
      'and',
    )
    const lead = choose([
      'Of the skills you ask for, I bring',
      'From your list of requirements I bring',
      'Among the things you ask for, I can offer',
    ])
    return [{ variants: [sentence(`${lead} ${names}`)], facts: asked, weight: 8 }]
  }
  const other = material.jobs.length > 0 ? material.otherSkills.slice(0, 3) : []
  if (other.length === 0) return []
  return [
    {
      variants: [
        `My skills include ${list(
          other.map(({ text }) => inSentence(text, posting)),
          'and',
        )}.`,
      ],
      facts: other,
      weight: 2,
    },
  ]
}

function gapSentence({ gap }: Material): Candidate[] {
  if (!gap) return []
  const term = gap.term.charAt(0).toUpperCase() + gap.term.slice(1)
  return [
    {
      variants: [`${term} is not on my résumé yet; the closest I bring is ${plain(gap.words)}.`],
      facts: [gap.fact],
      weight: 3,
    },
  ]
}

function closing(material: Material, choose: Choose): Candidate {
  const some = material.jobs.length > 0 || material.skills.length > 0
  return {
    variants: [
      some
        ? choose([
            'I would be glad to talk through how this experience fits what you need.',
            'I would welcome a conversation about the work and where I could help first.',
            'If this fits what you are looking for, I would be glad to tell you more in a conversation.',
          ])
        : 'I would be glad to tell you more in a conversation.',
    ],
    facts: [],
    weight: 9,
  }
}

export function englishLetter(
  material: Material,
  posting: Posting,
  withHighlights: boolean,
  voice: LetterVoice,
): Letter {
  const choose = chooser(`${posting.title}\n${posting.hiringOrganization.name}\n${material.name?.text ?? ''}`)
  const told = withHighlights ? jobParagraphs(material, choose) : []
  return {
    greeting: voice.greeting ?? 'Dear hiring team,',
    paragraphs: [
      [opening(material, posting, choose), ...skillSentence(material, posting, choose)],
      ...told,
      [...earlierJobs(material), ...(told.length < 2 && withHighlights ? projectParagraph(material) : [])],
      [...credentialSentences(material), ...gapSentence(material)],
      [closing(material, choose)],
    ],
    signOff: voice.signOff ?? 'Kind regards,',
    signature: [
      ...(material.name
        ? [{ variants: [plain(material.name.text)], facts: [material.name], weight: 9 }]
        : []),
      ...contactLine(material.index.facts.map(({ fact }) => fact)),
    ],
  }
}
