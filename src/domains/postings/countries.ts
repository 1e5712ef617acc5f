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
  'Ontario:ON Prince_Edward_Island:PE Quebec:QC Québec:QC Saskatchewan:SK'

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

/** Large cities that postings name without their country; a bare name of another place stays unknown. */
const cities: Record<string, string> = {
  US: 'New York|New York City|NYC|San Francisco|Los Angeles|Chicago|Seattle|Boston|Austin|Denver|Atlanta|Miami|Dallas|Houston|Philadelphia|San Diego|San Jose|Palo Alto|Mountain View|Brooklyn|Phoenix|Minneapolis|Detroit|Pittsburgh|Cleveland|Cincinnati|Nashville|Charlotte|Baltimore|Tampa|Orlando|Sacramento|Oakland|Las Vegas|Kansas City|Indianapolis|Milwaukee|San Antonio|Fort Worth|New Orleans|Washington DC|Huntsville|Salt Lake City|Bay Area|San Francisco Bay Area|SF',
  GB: 'London|Manchester|Birmingham|Nottingham|Leicester|Newcastle|Norwich|Bradford|Bath|Exeter|Plymouth|Southampton|Portsmouth|Brighton|Swansea|Coventry|Reading|Milton Keynes|Northampton|Preston|Stockport|Doncaster|Wakefield|Aberdeen|Dundee|Edinburgh|Glasgow|Leeds|Bristol|Belfast|Liverpool|Sheffield|Cardiff',
  DE: 'Berlin|Munich|München|Hamburg|Cologne|Köln|Frankfurt|Frankfurt am Main|Stuttgart|Düsseldorf|Leipzig|Dresden|Nuremberg|Nürnberg|Hannover|Karlsruhe|Bonn|Heidelberg|Dortmund|Essen|Bremen|Mannheim|Halle|Halle (Saale)|Magdeburg|Chemnitz|Erfurt|Potsdam|Kiel|Rostock|Freiburg|Augsburg|Bielefeld|Münster|Wuppertal|Duisburg|Bochum|Aachen|Kassel|Mainz|Wiesbaden|Darmstadt|Regensburg|Ulm|Jena',
  FR: 'Paris|Lyon|Annecy|Nice|Strasbourg|Montpellier|Rennes|Grenoble|Dijon|Villeurbanne|Marseille|Toulouse|Bordeaux|Nantes|Lille',
  ES: 'Madrid|Barcelona|Seville|Málaga|Malaga',
  IT: 'Milan|Milano|Rome|Roma|Turin|Torino',
  PT: 'Lisbon|Lisboa|Porto',
  NL: 'Amsterdam|Rotterdam|Utrecht|Eindhoven|The Hague|Den Haag',
  BE: 'Brussels|Antwerp|Ghent|Bruges|Liège|Leuven',
  CH: 'Zurich|Zürich|Geneva|Genève|Basel|Lausanne|Bern',
  AT: 'Vienna|Wien|Graz|Salzburg|Linz|Innsbruck',
  IE: 'Dublin|Cork|Galway|Limerick',
  PL: 'Warsaw|Warszawa|Kraków|Krakow|Wrocław|Wroclaw|Gdańsk|Gdansk|Poznań',
  CZ: 'Prague|Praha|Brno',
  SE: 'Stockholm|Gothenburg|Göteborg|Malmö',
  DK: 'Copenhagen|København|Aarhus',
  NO: 'Oslo|Bergen|Trondheim',
  FI: 'Helsinki|Tampere|Espoo',
  HU: 'Budapest',
  RO: 'Bucharest|Cluj-Napoca',
  GR: 'Athens',
  UA: 'Kyiv|Lviv',
  EE: 'Tallinn',
  IL: 'Tel Aviv|Jerusalem',
  AE: 'Dubai|Abu Dhabi',
  IN: 'Bangalore|Bengaluru|Mumbai|Delhi|New Delhi|Hyderabad|Pune|Chennai|Gurgaon|Gurugram|Noida|Kolkata',
  SG: 'Singapore',
  JP: 'Tokyo|Osaka',
  KR: 'Seoul',
  CN: 'Shanghai|Beijing|Shenzhen',
  AU: 'Adelaide|Sydney|Melbourne|Brisbane|Perth|Canberra',
  NZ: 'Auckland|Wellington',
  CA: 'Toronto|Vancouver|Montreal|Montréal|Ottawa|Calgary',
  MX: 'Mexico City|Guadalajara',
  BR: 'São Paulo|Sao Paulo|Rio de Janeiro',
  AR: 'Buenos Aires',
  CO: 'Bogotá|Bogota|Medellín',
  ZA: 'Cape Town|Johannesburg',
  KE: 'Nairobi',
  NG: 'Lagos',
}

const countryOfCity = new Map<string, string>()
for (const [code, names] of Object.entries(cities)) {
  for (const name of names.split('|')) countryOfCity.set(name.toLowerCase(), code)
}

export function countryByCity(city: string): string | null {
  return countryOfCity.get(city.trim().toLowerCase()) ?? null
}
