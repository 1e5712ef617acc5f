/** Large and often named towns; a help for "Acme, Leeds", not a gazetteer: unknown towns are told by their region or country. */
export const cities: ReadonlySet<string> = new Set(
  [
    'amsterdam|athens|atlanta|auckland|austin|baltimore|bangalore|bengaluru|bangkok|barcelona|basel|beijing|belfast|belgrade|berlin',
    'bern|bilbao|birmingham|bochum|bologna|bonn|bordeaux|boston|bremen|brighton|brisbane|bristol|brno|brooklyn|brussels|bruxelles',
    'brüssel|bucharest|budapest|buenos aires|cairo|calgary|cambridge|cape town|cardiff|charlotte|chennai|chicago|cincinnati|cleveland',
    'cologne|columbus|copenhagen|cork|coventry|kraków|krakow|dallas|delhi|denver|derby|detroit|dortmund|dresden|dubai|dublin|duisburg',
    'durham|düsseldorf|duesseldorf|edinburgh|edmonton|eindhoven|essen|exeter|firenze|florence|frankfurt|frankfurt am main|freiburg',
    'galway|gdansk|gdańsk|geneva|genève|genf|genoa|genova|ghent|gent|glasgow|göteborg|gothenburg|graz|groningen|hamburg|hanover',
    'hannover|heidelberg|helsinki|hong kong|houston|hyderabad|indianapolis|innsbruck|istanbul|jakarta|jersey city|johannesburg',
    'kansas city|karachi|karlsruhe|kassel|kiel|kiev|kyiv|köln|koeln|lagos|las vegas|lausanne|leeds|leicester|leipzig|lille|lima|linz',
    'lisbon|lisboa|liverpool|ljubljana|london|los angeles|louisville|lübeck|luxembourg|luzern|lviv|lyon|madrid|mainz|málaga|malaga',
    'malmö|manchester|mannheim|marseille|melbourne|memphis|mexico city|miami|milan|milano|milwaukee|minneapolis|montpellier|montréal',
    'montreal|moscow|mumbai|munich|münchen|muenchen|münster|nairobi|nantes|naples|napoli|nashville|new delhi|new orleans|new york',
    'new york city|nyc|newcastle|nice|nijmegen|norwich|nottingham|nürnberg|nuremberg|oakland|oslo|ottawa|oxford|palermo|palo alto|paris',
    'perth|philadelphia|phoenix|pittsburgh|plymouth|porto|portland|portsmouth|potsdam|prague|praha|pune|québec|raleigh|reading',
    'regensburg|rennes|riga|rio de janeiro|rome|roma|rotterdam|sacramento|salt lake city|salzburg|san antonio|san diego|san francisco',
    'san jose|são paulo|santiago|seattle|seoul|seville|sevilla|shanghai|sheffield|singapore|sofia|southampton|st. gallen|st. louis',
    'stockholm|strasbourg|stuttgart|sunnyvale|mountain view|sydney|tallinn|tampa|tel aviv|the hague|den haag|tilburg|tokyo|torino',
    'toronto|toulouse|tucson|tunis|turin|utrecht|valencia|vancouver|venice|vienna|wien|vilnius|warsaw|warszawa|washington|washington dc',
    'washington d.c|wellington|wiesbaden|winnipeg|wolverhampton|wrocław|wuppertal|würzburg|york|zagreb|zaragoza|zurich|zürich|antwerp',
    'antwerpen|augsburg|aachen|bielefeld|braunschweig|chemnitz|halle|magdeburg|erfurt|rostock|ulm|swansea|sunderland|bradford|hull',
    'stoke-on-trent|aberdeen|dundee|inverness|limerick',
  ].flatMap((line) => line.split('|')),
)

/** States, provinces and parts of countries: codes in capitals, names in small letters. */
export const regions: ReadonlySet<string> = new Set([
  ...'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR ON QC BC AB MB SK NS NB NL PE NSW VIC QLD TAS ACT NRW BW'.split(
    ' ',
  ),
  ...`alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|west virginia|wisconsin|wyoming|ontario|quebec|british columbia|alberta|manitoba|saskatchewan|nova scotia|new south wales|victoria|queensland|tasmania|england|scotland|wales|northern ireland|bayern|bavaria|hessen|hesse|sachsen|saxony|baden-württemberg|nordrhein-westfalen|niedersachsen|brandenburg|thüringen|schleswig-holstein|rheinland-pfalz|saarland|yorkshire|kent|essex|surrey|sussex|lancashire|cheshire|devon|cornwall|norfolk|suffolk|île-de-france|bretagne|normandie|provence|occitanie|catalonia|catalunya|cataluña|andalusia|andalucía|galicia|lombardy|lombardia|piemonte|toscana|tuscany|veneto|lazio|sicilia|flanders|wallonia|noord-holland|zuid-holland|noord-brabant|gelderland|maharashtra|karnataka|tamil nadu|telangana|kerala|gujarat|bay area|san francisco bay area|silicon valley`.split(
    '|',
  ),
])

const countryNames = new Map<string, string>()
const codes =
  'AE AF AL AM AO AR AT AU AZ BA BD BE BG BH BO BR BY CA CH CL CM CN CO CR CU CY CZ DE DK DO DZ EC EE EG ES ET FI FR GB GE GH GR GT HK HN HR HU ID IE IL IN IQ IR IS IT JM JO JP KE KH KR KW KZ LB LI LK LT LU LV LY MA MD ME MG MK ML MM MN MT MU MX MY MZ NA NE NG NI NL NO NP NZ OM PA PE PH PK PL PT PY QA RO RS RU RW SA SD SE SG SI SK SN SV SY TH TN TR TW TZ UA UG US UY UZ VE VN YE ZA ZM ZW'.split(
    ' ',
  )
for (const language of ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt']) {
  const display = new Intl.DisplayNames([language], { type: 'region' })
  for (const code of codes) countryNames.set((display.of(code) ?? code).toLowerCase(), code)
}
for (const [name, code] of Object.entries({
  usa: 'US',
  'u.s.a': 'US',
  'u.s': 'US',
  us: 'US',
  'united states of america': 'US',
  uk: 'GB',
  'u.k': 'GB',
  'great britain': 'GB',
  uae: 'AE',
  holland: 'NL',
  'czech republic': 'CZ',
  brd: 'DE',
  'the netherlands': 'NL',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
})) {
  countryNames.set(name, code)
}

/** ISO 3166-1 alpha-2 of a country's name in one of seven languages, or null. */
export function countryCode(name: string): string | null {
  return countryNames.get(name.trim().replace(/\.$/, '').toLowerCase()) ?? null
}
