import { countryByCity } from './cities.ts'

/** Regions that no other country has one of by that name, in the spellings postings use. */
const regions: Record<string, string> = {
  AU: 'NSW|QLD|New South Wales|Queensland|Tasmania|South Australia|Western Australia|Northern Territory|Australian Capital Territory',
  GB: 'Bedfordshire|Berkshire|Buckinghamshire|Cambridgeshire|Cheshire|Cornwall|Cumbria|Derbyshire|Devon|Dorset|County Durham|East Sussex|West Sussex|Sussex|East Yorkshire|North Yorkshire|South Yorkshire|West Yorkshire|Yorkshire|Gloucestershire|Greater London|Greater Manchester|Hampshire|Herefordshire|Hertfordshire|Kent|Lancashire|Leicestershire|Lincolnshire|Merseyside|Northamptonshire|Northumberland|Nottinghamshire|Oxfordshire|Shropshire|Somerset|North Somerset|Staffordshire|Suffolk|Surrey|Tyne and Wear|Warwickshire|West Midlands|East Midlands|Wiltshire|Worcestershire|Aberdeenshire|Lanarkshire|Highlands and Islands|Gwynedd|Powys|Dyfed',
  DE: 'Baden-Württemberg|Bayern|Bavaria|Brandenburg|Hessen|Hesse|Mecklenburg-Vorpommern|Niedersachsen|Lower Saxony|Nordrhein-Westfalen|North Rhine-Westphalia|NRW|Rheinland-Pfalz|Saarland|Sachsen|Saxony|Sachsen-Anhalt|Schleswig-Holstein|Thüringen|Thuringia',
  AT: 'Burgenland|Kärnten|Carinthia|Niederösterreich|Lower Austria|Oberösterreich|Upper Austria|Steiermark|Styria|Vorarlberg',
  CH: 'ZH|ZG|VD|TI|UR|OW|NW|Aargau|Graubünden|Appenzell Ausserrhoden|Appenzell Innerrhoden|Basel-Landschaft|Basel-Stadt|Thurgau|Ticino|Tessin|Vaud|Waadt|Wallis|Nidwalden|Obwalden',
  ES: 'Andalucía|Andalusia|Aragón|Asturias|Cantabria|Castilla y León|Castilla-La Mancha|Cataluña|Catalunya|Catalonia|Comunidad de Madrid|Comunidad Valenciana|Comunitat Valenciana|Euskadi|Extremadura|Galicia|Islas Baleares|Islas Canarias|Navarra|País Vasco|Región de Murcia',
  FR: 'Auvergne-Rhône-Alpes|Bourgogne-Franche-Comté|Bretagne|Grand Est|Hauts-de-France|Île-de-France|Ile-de-France|Normandie|Nouvelle-Aquitaine|Occitanie|Pays de la Loire|Rhône|Haute-Savoie',
}

const countryOfRegion = new Map(
  Object.entries(regions).flatMap(([code, names]) =>
    names.split('|').map((name): [string, string] => [name.length > 3 ? name.toLowerCase() : name, code]),
  ),
)

const NORTHERN_IRISH = /^(?:Antrim|Armagh|Down|Fermanagh|Londonderry|Derry|Tyrone)$/i
const IRISH =
  /^(?:Carlow|Cavan|Clare|Cork|Donegal|Dublin|Galway|Kerry|Kildare|Kilkenny|Laois|Leitrim|Limerick|Longford|Louth|Mayo|Meath|Monaghan|Offaly|Roscommon|Sligo|Tipperary|Waterford|Westmeath|Wexford|Wicklow)$/i

/** The country of a region by its name, of "Co. Mayo" and of "Kanton Bern"; null for what several countries have. */
export function regionCountry(written: string): string | null {
  const name = written.trim()
  const county = /^(?:Co\.?|County)\s+(\p{L}+)$/iu.exec(name)?.[1]
  if (county && IRISH.test(county)) return 'IE'
  if (county && NORTHERN_IRISH.test(county)) return 'GB'
  if (/^(?:Kanton|canton (?:de|du|of)|cantone)\s+\p{L}/iu.test(name)) return 'CH'
  return countryOfRegion.get(name.length > 3 ? name.toLowerCase() : name) ?? null
}

const CANTONS = /^(?:ZH|BE|LU|UR|SZ|OW|NW|GL|ZG|FR|SO|BS|BL|SH|AR|AI|SG|GR|AG|TG|TI|VD|VS|NE|GE|JU)$/
const AUSTRALIAN = /^(?:NSW|VIC|QLD|TAS|ACT|SA|WA|NT|Vic|Qld|Tas|Victoria)$/

/** Short names that mean a region only behind a city of that country: WA, SG, FR. */
export function regionOfCity(city: string, code: string): string | null {
  const known = countryByCity(city)
  if (known === 'CH' && CANTONS.test(code)) return 'CH'
  if (known === 'AU' && AUSTRALIAN.test(code)) return 'AU'
  // No other country abbreviates anything like this behind the name of a town.
  return known === null && /^(?:NSW|VIC|QLD|TAS)$/.test(code) ? 'AU' : null
}

/** The letters that British postcodes begin with. */
const POST_AREA =
  'AB|AL|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC|EH|EN|EX|FK|FY|GL|GU|HA|HD|HG|HP|HR|HS|HU|HX|IG|IP|IV|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS|LU|ME|MK|ML|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE'
const OUTWARD = `(?:(?:${POST_AREA})\\d[A-Z\\d]?|[BEGLMNSW]\\d[A-Z\\d]?)`

const countryOfPrefix: Record<string, string> = {
  D: 'DE',
  A: 'AT',
  F: 'FR',
  I: 'IT',
  B: 'BE',
  L: 'LU',
  E: 'ES',
}

interface Postcode {
  /** The place without it. */
  place: string
  country: string | null
}

type Rule = [RegExp, (match: RegExpExecArray) => string | null, string]

/** Each with the country it proves (null: several countries write it so) and what remains of it. */
const rules: Rule[] = [
  [new RegExp(`,?\\s*\\b${OUTWARD} \\d[A-Z]{2}\\b`), () => 'GB', ''],
  [/,?\s+(AB|BC|MB|NB|NL|NS|ON|PE|QC|SK),? [ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d\b/, () => 'CA', ', $1'],
  [/,?\s*\b[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d\b/, () => 'CA', ''],
  [/,?\s*\b[AC-FHKNPRTV-Y]\d[\dW] [\dAC-FHKNPRTV-Y]{4}\b/, () => 'IE', ''],
  [/,?\s+(NSW|VIC|QLD|TAS|ACT|SA|WA|NT),? \d{4}\b/i, () => 'AU', ', $1'],
  [/,?\s+([A-Z]{2}),? \d{5}(?:-\d{4})?\b/, () => 'US', ', $1'],
  [
    /\b(CH|AT|DE|FR|IT|BE|LU|ES|NL|DK|PL|D|A|F|I|B|L|E)[- ]?\d{4,5}\s+(?=\p{L})/u,
    (match) => countryOfPrefix[match[1] ?? ''] ?? match[1] ?? null,
    '',
  ],
  [/\b\d{4} [A-Z]{2}\s+(?=\p{Lu}\p{Ll})/u, () => 'NL', ''],
  [/(?:^|(?<=,\s?))\d{4,5}\s+(?=\p{Lu})/u, () => null, ''],
  [/(?<=\p{Ll})\s+\d{4,5}$/u, () => null, ''],
]

/** A place without its postcode, and the country whose form that postcode has. */
export function byPostcode(written: string): Postcode {
  for (const [pattern, country, rest] of rules) {
    const match = pattern.exec(written)
    if (match) return { place: written.replace(pattern, rest).trim(), country: country(match) }
  }
  const [, before = '', area = ''] = new RegExp(`^(\\p{Lu}.*?),?\\s+(${OUTWARD})$`, 'u').exec(written) ?? []
  const [last = ''] = before.split(/,\s*/).slice(-1)
  const isTown = !/\b(?:grade|band|level|scale|ref|room|unit|ward|class|type|model)$/i.test(before)
  if (area && countryByCity(last) === 'GB') return { place: before, country: 'GB' }
  if (/^[A-Z]{2}/.test(area) && isTown && countryByCity(last) === null)
    return { place: before, country: 'GB' }
  return { place: written, country: null }
}
