import countries from 'i18n-iso-countries/index.js'
import de from 'i18n-iso-countries/langs/de.json' with { type: 'json' }
import en from 'i18n-iso-countries/langs/en.json' with { type: 'json' }
import es from 'i18n-iso-countries/langs/es.json' with { type: 'json' }
import fr from 'i18n-iso-countries/langs/fr.json' with { type: 'json' }
import it from 'i18n-iso-countries/langs/it.json' with { type: 'json' }
import nl from 'i18n-iso-countries/langs/nl.json' with { type: 'json' }
import pl from 'i18n-iso-countries/langs/pl.json' with { type: 'json' }
import pt from 'i18n-iso-countries/langs/pt.json' with { type: 'json' }

const languages = [en, de, fr, es, it, nl, pl, pt]

/** Names that boards write and ISO 3166 doesn't list. */
const aliases: Record<string, string> = {
  us: 'US',
  usa: 'US',
  'u.s': 'US',
  'u.s.a': 'US',
  america: 'US',
  'united states': 'US',
  uk: 'GB',
  'u.k': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  'great britain': 'GB',
  britain: 'GB',
  uae: 'AE',
  'south korea': 'KR',
  korea: 'KR',
  'czech republic': 'CZ',
  holland: 'NL',
  'the netherlands': 'NL',
  russia: 'RU',
  vietnam: 'VN',
  turkey: 'TR',
  türkiye: 'TR',
  'hong kong': 'HK',
  taiwan: 'TW',
  'ivory coast': 'CI',
  brasil: 'BR',
  macedonia: 'MK',
}

function key(name: string): string {
  return name
    .toLowerCase()
    .replace(/^the /, '')
    .replace(/[.\s]+$/, '')
    .trim()
}

const byName = new Map<string, string>()
for (const language of languages) {
  countries.registerLocale(language)
  const names = countries.getNames(language.locale, { select: 'all' })
  for (const [code, written] of Object.entries(names)) for (const name of written) byName.set(key(name), code)
}
for (const [name, code] of Object.entries(aliases)) byName.set(key(name), code)
// Georgia is a state too: only a source that says "country" may mean the country by its name.
const ambiguous = new Set(['georgia', 'norfolk', 'man'])

/** ISO 3166-1 alpha-2 of a field that holds a country: code, three-letter code or name. */
export function countryCode(written: string): string | null {
  const name = key(written)
  if (name === '') return null
  const known = byName.get(name)
  if (known) return known
  if (/^[a-z]{2}$/.test(name)) return countries.isValid(name.toUpperCase()) ? name.toUpperCase() : null
  return /^[a-z]{3}$/.test(name) ? (countries.alpha3ToAlpha2(name.toUpperCase()) ?? null) : null
}

/** The same for a word of free text, where two letters may be a state and Georgia may be either. */
export function countryByName(written: string): string | null {
  const name = key(written)
  return ambiguous.has(name) ? null : (byName.get(name) ?? null)
}

const stateNames =
  'Alabama:AL Alaska:AK Arizona:AZ Arkansas:AR California:CA Colorado:CO Connecticut:CT Delaware:DE Florida:FL ' +
  'Georgia:GA Hawaii:HI Idaho:ID Illinois:IL Indiana:IN Iowa:IA Kansas:KS Kentucky:KY Louisiana:LA Maine:ME ' +
  'Maryland:MD Massachusetts:MA Michigan:MI Minnesota:MN Mississippi:MS Missouri:MO Montana:MT Nebraska:NE ' +
  'Nevada:NV New_Hampshire:NH New_Jersey:NJ New_Mexico:NM New_York:NY North_Carolina:NC North_Dakota:ND Ohio:OH ' +
  'Oklahoma:OK Oregon:OR Pennsylvania:PA Rhode_Island:RI South_Carolina:SC South_Dakota:SD Tennessee:TN Texas:TX ' +
  'Utah:UT Vermont:VT Virginia:VA Washington:WA West_Virginia:WV Wisconsin:WI Wyoming:WY ' +
  'District_of_Columbia:DC D.C.:DC Puerto_Rico:PR'
const provinceNames =
  'Alberta:AB British_Columbia:BC Manitoba:MB New_Brunswick:NB Newfoundland_and_Labrador:NL Nova_Scotia:NS ' +
  'Ontario:ON Prince_Edward_Island:PE Quebec:QC Québec:QC Saskatchewan:SK Yukon:YT Nunavut:NU Northwest_Territories:NT'

function regionTable(names: string): Map<string, string> {
  const table = new Map<string, string>()
  for (const entry of names.split(' ')) {
    const [name = '', code = ''] = entry.split(':')
    table.set(name.replaceAll('_', ' ').toLowerCase(), code)
    table.set(code.toLowerCase(), code)
  }
  return table
}

const states = regionTable(stateNames)
const provinces = regionTable(provinceNames)

/** Two-letter code of a US state, by code or name. */
export function usState(written: string): string | null {
  return states.get(written.trim().toLowerCase()) ?? null
}

export function canadianProvince(written: string): string | null {
  return provinces.get(written.trim().toLowerCase()) ?? null
}
