/** Countries the postings and résumés of our readers name most, as ISO 3166-1 alpha-2; EU stands for its members. */
const countries: Record<string, RegExp> = {
  US: /\b(?:[Uu]nited [Ss]tates|u\.s\.a?\.?|USA|États-Unis|Estados Unidos|Vereinigte Staaten)(?![\p{L}])|\bUS\b|\bU\.S\./u,
  GB: /\b(?:united kingdom|great britain|england|scotland|wales|northern ireland|royaume-uni|großbritannien|reino unido)\b|\bUK\b/iu,
  DE: /\b(?:[Gg]ermany|[Dd]eutschland|[Aa]llemagne|[Aa]lemania|GERMANY)\b|\bDE\b/u,
  FR: /\b(?:france|frankreich|francia)\b/iu,
  ES: /\b(?:spain|españa|spanien|espagne)(?![\p{L}])/iu,
  IT: /\b(?:italy|italia|italien|italie)\b/iu,
  NL: /\b(?:netherlands|niederlande|pays-bas|nederland|holland)\b/iu,
  AT: /\b(?:austria|österreich|autriche)\b|österreich/iu,
  CH: /\b(?:switzerland|schweiz|suisse|suiza)\b/iu,
  IE: /\b(?:ireland|irland|irlande|irlanda)\b/iu,
  BE: /\b(?:belgium|belgien|belgique)\b/iu,
  PT: /\b(?:portugal)\b/iu,
  PL: /\b(?:poland|polen|pologne|polska)\b/iu,
  SE: /\b(?:sweden|schweden|suède)\b/iu,
  DK: /\b(?:denmark|dänemark|danemark)\b/iu,
  NO: /\b(?:norway|norwegen|norvège)\b/iu,
  FI: /\b(?:finland|finnland|finlande)\b/iu,
  CA: /\b(?:canada|kanada)\b/iu,
  AU: /\b(?:australia|australien)\b/iu,
  NZ: /\b(?:new zealand)\b/iu,
  IN: /\b(?:india|indien)\b/iu,
  MX: /\b(?:mexico|méxico)\b/iu,
  BR: /\b(?:brazil|brasil)\b/iu,
  SG: /\b(?:singapore)\b/iu,
  ZA: /\b(?:south africa)\b/iu,
  EU: /\b(?:[Ee]uropean [Uu]nion|Europäische Union|Union européenne)\b|\bE\.?U\b|\bEEA\b/u,
}

export const euMembers = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' '),
)

/** Countries a text names, `EU` included. "us" the pronoun isn't one. */
export function countriesIn(text: string): string[] {
  return Object.entries(countries)
    .filter(([, pattern]) => pattern.test(text))
    .map(([code]) => code)
}

export function sameCountry(a: string, b: string): boolean {
  return a === b || (a === 'EU' && euMembers.has(b)) || (b === 'EU' && euMembers.has(a))
}

const efta = new Set(['CH', 'NO', 'IS', 'LI'])
const inFreeMovement = (code: string) => euMembers.has(code) || efta.has(code)

/** Whether citizens of one country may live and work in the other without a permit to be asked for. */
export function moveFreely(a: string, b: string): boolean {
  if (inFreeMovement(a) && inFreeMovement(b)) return true
  const pair = [a, b].toSorted().join('-')
  return pair === 'GB-IE' || pair === 'AU-NZ'
}
