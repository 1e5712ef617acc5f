const tags: Record<string, string> = {
  en: 'english englisch anglais inglés ingles engels inglese inglês engelska angielski',
  de: 'german deutsch allemand alemán aleman duits tedesco alemão tyska niemiecki',
  fr: 'french französisch franzoesisch français francais francés frances frans francese francês franska francuski',
  es: 'spanish spanisch espagnol español espanol castellano spaans spagnolo espanhol spanska hiszpański',
  it: 'italian italienisch italien italiano italiaans italiana italienska włoski',
  nl: 'dutch niederländisch néerlandais neerlandés holandés nederlands olandese flemish flämisch vlaams',
  pt: 'portuguese portugiesisch portugais portugués portugues portugees portoghese português',
  ru: 'russian russisch russe ruso russo russisch',
  pl: 'polish polnisch polonais polaco pools polacco polski',
  tr: 'turkish türkisch turc turco turks türkçe',
  ar: 'arabic arabisch arabe árabe arabo',
  zh: 'chinese chinesisch chinois chino chinees cinese mandarin cantonese',
  ja: 'japanese japanisch japonais japonés japans giapponese',
  ko: 'korean koreanisch coréen coreano koreaans',
  hi: 'hindi',
  bn: 'bengali bangla',
  ur: 'urdu',
  pa: 'punjabi',
  ta: 'tamil',
  te: 'telugu',
  mr: 'marathi',
  gu: 'gujarati',
  ml: 'malayalam',
  kn: 'kannada',
  fa: 'persian farsi persisch dari',
  he: 'hebrew hebräisch hébreu hebreo',
  el: 'greek griechisch grec griego grieks greco',
  sv: 'swedish schwedisch suédois sueco zweeds svedese svenska',
  da: 'danish dänisch danois danés deens danese dansk',
  no: 'norwegian norwegisch norvégien noruego noors norvegese norsk',
  fi: 'finnish finnisch finnois finlandés fins finlandese suomi',
  cs: 'czech tschechisch tchèque checo tsjechisch ceco',
  sk: 'slovak slowakisch',
  hu: 'hungarian ungarisch hongrois húngaro hongaars ungherese',
  ro: 'romanian moldovan rumänisch roumain rumano roemeens rumeno română',
  bg: 'bulgarian bulgarisch bulgare',
  uk: 'ukrainian ukrainisch ukrainien ucraniano oekraïens ucraino',
  hr: 'croatian kroatisch croate',
  sr: 'serbian serbisch serbe',
  bs: 'bosnian bosnisch',
  sq: 'albanian albanisch albanais albanese',
  sl: 'slovenian slowenisch',
  lt: 'lithuanian litauisch',
  lv: 'latvian lettisch',
  et: 'estonian estnisch',
  vi: 'vietnamese vietnamesisch vietnamien vietnamita',
  th: 'thai thailändisch',
  id: 'indonesian indonesisch',
  ms: 'malay',
  tl: 'tagalog filipino',
  sw: 'swahili',
  am: 'amharic',
  so: 'somali',
  yo: 'yoruba',
  ig: 'igbo',
  ha: 'hausa',
  zu: 'zulu isizulu',
  sn: 'shona',
  xh: 'xhosa isixhosa',
  st: 'sesotho',
  tn: 'setswana',
  br: 'breton',
  rw: 'kinyarwanda',
  ak: 'twi akan',
  wo: 'wolof',
  lb: 'luxembourgish luxemburgisch',
  mt: 'maltese',
  is: 'icelandic',
  mk: 'macedonian',
  be: 'belarusian',
  kk: 'kazakh',
  uz: 'uzbek',
  mn: 'mongolian',
  km: 'khmer',
  lo: 'lao',
  af: 'afrikaans',
  ca: 'catalan valenciano valencià katalanisch català catalán',
  eu: 'basque euskera',
  gl: 'galician gallego',
  ga: 'irish gaeilge',
  cy: 'welsh cymraeg',
  ku: 'kurdish kurdisch',
  ps: 'pashto',
  ti: 'tigrinya',
  ne: 'nepali',
  si: 'sinhala',
  my: 'burmese',
  ka: 'georgian',
  hy: 'armenian',
  ase: 'asl',
  la: 'latin latein',
}

const byName = new Map(
  Object.entries(tags).flatMap(([tag, names]) => names.split(' ').map((name) => [name, tag] as const)),
)

const levels: [RegExp, string][] = [
  [
    /\b(?:native|mother\s?tongue|bilingual|first language|l1)\b|muttersprach|langue maternelle|bilingue|natif|lengua materna|nativo|nativa|moedertaal|madrelingua|língua materna|modersmål|ojczysty/i,
    'native',
  ],
  [/\b(A1|A2|B1|B2|C1|C2)\b/i, ''],
  [
    /upper[- ]intermediate|professional working|\bb2\b|gute?s?\b|bonne?s?\b|buen[oa]?\b|goed\b|buon[oa]?\b|good\b|avanzado medio/i,
    'B2',
  ],
  [
    /full professional|fluent|fließend|fliessend|verhandlungssicher|sehr gut|courant|fluid[oa]|vloeiend|fluente|advanced|proficient|excellent|avancé|avanzat[oa]|avanzado|gevorderd|business|very good|near[- ]native|płynn|flytande/i,
    'C1',
  ],
  [
    /pre[- ]intermediate|elementary|basic|basics|beginner|grundkenntnisse|grundlagen|anfänger|débutant|notions|básico|principiante|basiskennis|beginner|base\b|basis\b|scolastic|scolaire|school/i,
    'A2',
  ],
  [
    /intermediate|conversational|limited working|mittel|befriedigend|intermédiaire|moyen|intermedio|medio|redelijk|gemiddeld|discreto|working knowledge|fair\b/i,
    'B1',
  ],
]

export interface NamedLanguage {
  /** BCP 47. */
  tag: string
  start: number
  end: number
}

/** Languages that people speak, named in a text. */
export function findLanguages(text: string): NamedLanguage[] {
  const found: NamedLanguage[] = []
  for (const match of text.matchAll(/[\p{L}]+/gu)) {
    const tag = byName.get(match[0].toLowerCase().normalize('NFC'))
    if (tag && /^\p{Lu}/u.test(match[0]))
      found.push({ tag, start: match.index, end: match.index + match[0].length })
    else if (tag && text.trim().length < 60)
      found.push({ tag, start: match.index, end: match.index + match[0].length })
  }
  return found
}

export function namesLanguage(text: string): boolean {
  return findLanguages(text).length > 0
}

/** A level by the Common European Framework, `native`, or null when none is said. */
export function languageLevel(text: string): string | null {
  const ordered = [levels[0], levels[1], levels[4], levels[3], levels[2], levels[5]]
  for (const level of ordered) {
    const match = level?.[0].exec(text)
    if (match && level) return level[1] || (match[1]?.toUpperCase() ?? null)
  }
  return null
}
