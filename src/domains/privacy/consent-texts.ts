import type { ConsentPurpose } from './schema.ts'

interface ConsentText {
  /** Changes whenever the text does: what was agreed to is the text of that version. */
  version: string
  title: string
  text: string
}

/** What people are asked to agree to. Nothing is agreed to until they say so. */
export const consentTexts: Readonly<Record<ConsentPurpose, ConsentText>> = {
  analytics: {
    version: '2026-11-20',
    title: 'Count how JobPilot is used',
    text: 'JobPilot may count which of its pages and functions I use, to make them better. It counts no contents: no résumé, no posting, no text of mine.',
  },
  product_mail: {
    version: '2026-11-20',
    title: 'Mail about what is new',
    text: 'JobPilot may write to me now and then about what is new in it. Mail that I need, as sign-in codes, comes in any case.',
  },
  model_use: {
    version: '2026-11-20',
    title: 'Use a language model',
    text: 'JobPilot may send parts of my résumés, postings and drafts to the language model that is set up here, to judge and to write for me. What is sent when is listed in my register.',
  },
}
