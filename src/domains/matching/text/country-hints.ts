import { countriesIn } from './countries.ts'

const cities: Record<string, string> = {
  GB: 'London Manchester Birmingham Leeds Glasgow Edinburgh Liverpool Bristol Sheffield Cardiff Belfast Nottingham Leicester Newcastle Southampton Portsmouth Brighton Hull Bradford Derby Plymouth Stoke Coventry Reading Swansea Aberdeen Dundee York Exeter Norwich Oxford Preston Sunderland Wolverhampton Doncaster Wakefield Bolton Luton Swindon Bournemouth Middlesbrough Huddersfield Blackpool Gloucester Ipswich Peterborough Northampton Warrington Stockport Rotherham',
  IE: 'Dublin Cork Galway Limerick Waterford',
  US: 'Chicago Houston Phoenix Philadelphia Dallas Austin Seattle Denver Boston Detroit Nashville Memphis Portland Baltimore Milwaukee Atlanta Miami Minneapolis Cleveland Tampa Pittsburgh Cincinnati Orlando Sacramento Omaha Raleigh Tulsa Oakland Columbus Indianapolis Charlotte Jacksonville Albuquerque Tucson Fresno Brooklyn Spokane Boise Wichita Texas California Florida Ohio Illinois Michigan Pennsylvania Arizona Colorado Oregon Minnesota Wisconsin Tennessee Massachusetts Virginia Missouri Nevada Utah Iowa Kansas Oklahoma Kentucky Louisiana Alabama Maryland',
  DE: 'Berlin Hamburg München Munich Köln Cologne Frankfurt Stuttgart Düsseldorf Dortmund Essen Leipzig Bremen Dresden Hannover Hanover Nürnberg Nuremberg Duisburg Bochum Wuppertal Bielefeld Bonn Münster Karlsruhe Mannheim Augsburg Wiesbaden Gelsenkirchen Mönchengladbach Braunschweig Chemnitz Kiel Aachen Halle Magdeburg Freiburg Lübeck Erfurt Mainz Rostock Kassel Saarbrücken Potsdam Regensburg Ulm Heidelberg Würzburg Heilbronn Bayern Sachsen Hessen Niedersachsen',
  AT: 'Wien Vienna Graz Linz Salzburg Innsbruck Klagenfurt',
  CH: 'Zürich Zurich Genève Geneva Basel Bern Lausanne Winterthur Luzern',
  FR: 'Paris Marseille Lyon Toulouse Nice Nantes Montpellier Strasbourg Bordeaux Lille Rennes Reims Grenoble Dijon Angers Nîmes Tours Amiens Limoges Metz Besançon Orléans Mulhouse Rouen Caen Nancy Brest',
  ES: 'Madrid Barcelona Valencia Sevilla Seville Zaragoza Málaga Murcia Palma Bilbao Alicante Córdoba Valladolid Vigo Gijón Granada',
  IT: 'Roma Rome Milano Milan Napoli Torino Turin Bologna Firenze Genova',
  NL: 'Amsterdam Rotterdam Utrecht Eindhoven Groningen Tilburg Haag',
  BE: 'Bruxelles Brussels Antwerpen Antwerp Gent Liège',
  PT: 'Lisboa Lisbon Porto Braga',
  CA: 'Toronto Vancouver Montreal Montréal Calgary Ottawa Edmonton Winnipeg Ontario Alberta',
  AU: 'Sydney Melbourne Brisbane Perth Adelaide Canberra Queensland',
}

const countryOfCity = new Map(
  Object.entries(cities).flatMap(([code, names]) =>
    names.split(' ').map((name): [string, string] => [name, code]),
  ),
)

/** Things only found in one country: dialling codes, currencies, registers, schools. */
const signs: [string, RegExp, number][] = [
  [
    'GB',
    /\+44\b|\b07\d{3} ?\d{6}\b|£|\b(?:GCSEs?|A-levels?|NVQ|NMC|DBS check|HGV|LGV|CSCS|JIB|QTS|HMRC|VAT returns?|PAYE|NHS|Ofsted|CIPD|AAT|Key Stage|BS ?7671|18th Edition|council tax|bank holidays?)\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/gu,
    2,
  ],
  [
    'US',
    /\+1[ (-]|\b\(\d{3}\) ?\d{3}-\d{4}\b|\b(?:CDL|DOT|401\(?k\)?|GED|NCLEX|OSHA|NEC|K-12|W-2|US GAAP|state licen[sc]e\w*|RN license|high school diploma|PTO|EEO|ServSafe)\b|\b[A-Z][a-z]+, (?:AL|AZ|AR|CA|CO|CT|FL|GA|IL|IN|IA|KS|KY|LA|MA|MD|ME|MI|MN|MO|MS|MT|NC|ND|NE|NH|NJ|NM|NV|NY|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VA|VT|WA|WI|WV)\b|\$\d/gu,
    2,
  ],
  [
    'DE',
    /\+49\b|\b(?:GmbH|IHK|HWK|DATEV|Abitur|Gesellenbrief|Führerschein|TVöD|m\/w\/d|w\/m\/d|VDE|HGB|DSGVO|Urlaubstage)\b/gu,
    2,
  ],
  ['FR', /\+33\b|\b(?:SARL|SAS|CDI|CDD|H\/F|F\/H|CAP|BTS|BEP|Bac|SMIC|RTT|tickets restaurant)\b/gu, 2],
  ['ES', /\+34\b|\b(?:S\.L\.|contrato indefinido|convenio|ESO|bachillerato)\b/gu, 2],
  ['AT', /\+43\b/gu, 2],
  ['CH', /\+41\b|\bCHF\b/gu, 2],
  ['IE', /\+353\b|\bNMBI\b/gu, 2],
  ['NL', /\+31\b/gu, 2],
  ['AU', /\+61\b|\bAHPRA\b/gu, 2],
  ['CA', /\bRed Seal\b/gu, 2],
]

/** The country a text most likely belongs to, by names, cities and things found only there; null when in doubt. */
export function likelyCountry(text: string): string | null {
  const points = new Map<string, number>()
  const add = (code: string, value: number) => points.set(code, (points.get(code) ?? 0) + value)
  for (const code of countriesIn(text)) if (code !== 'EU') add(code, 3)
  for (const [word] of text.matchAll(/\p{Lu}[\p{L}]+/gu)) {
    const code = countryOfCity.get(word)
    if (code) add(code, 2)
  }
  for (const [code, pattern, value] of signs) {
    const distinct = new Set([...text.matchAll(pattern)].map(([found]) => found))
    if (distinct.size > 0) add(code, value + Math.min(distinct.size - 1, 3))
  }
  const [first, second] = [...points].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
  if (!first || first[1] < 2 || (second && second[1] * 1.5 > first[1])) return null
  return first[0]
}
