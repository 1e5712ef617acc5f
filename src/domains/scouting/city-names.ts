import { countryByCity } from '../postings/cities.ts'

/** Cities that postings and people call by different names. */
const namesakes = `
munich = münchen / cologne = köln / nuremberg = nürnberg / hanover = hannover / frankfurt = frankfurt am main
/ freiburg = freiburg im breisgau / brunswick = braunschweig / vienna = wien = vienne = viena / zurich =
zürich = zurigo / geneva = genève = genf = ginevra = ginebra / basel = basle = bâle = basilea / bern = berne =
berna / lucerne = luzern / lisbon = lisboa = lissabon = lisbonne = lisbona / porto = oporto / rome = roma =
rom / milan = milano = mailand / turin = torino / naples = napoli = neapel / florence = firenze = florenz /
venice = venezia = venedig / genoa = genova = genua / seville = sevilla = séville / saragossa = zaragoza / san
sebastián = donostia / la coruña = a coruña / brussels = bruxelles = brussel = brüssel = bruselas / antwerp =
antwerpen = anvers / ghent = gent = gand / bruges = brugge = brügge / liège = luik = lüttich / leuven =
louvain / the hague = den haag = la haye / strasbourg = straßburg / marseille = marseilles / lyon = lyons /
copenhagen = københavn = kopenhagen = copenhague / gothenburg = göteborg / helsinki = helsingfors / warsaw =
warszawa = warschau = varsovie / cracow = kraków = krakau / wrocław = breslau / gdańsk = danzig / prague =
praha = prag / bucharest = bucurești = bukarest / athens = athina = athen / kyiv = kiev = kiew / new york =
new york city = nyc / san francisco = sf = bay area = san francisco bay area / montreal = montréal / quebec
city = québec city = québec / mexico city = ciudad de méxico / luxembourg = luxemburg / bilbao = bilbo /
london = londres = londra`

/** Without case and accents: `München` → `munchen`. */
function fold(name: string): string {
  return name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').trim()
}

const groups = namesakes
  .replace(/\s+/g, ' ')
  .split(' / ')
  .map((group) => group.split(' = ').map((name) => name.trim()))
const sameName = new Map(
  groups.flatMap((names) => names.map((name): [string, string] => [fold(name), fold(names[0] ?? name)])),
)
/** Of those that some name makes known. */
const countries = new Map(
  groups.flatMap((names) => {
    const country = names.map((name) => countryByCity(name)).find((code) => code !== null)
    return country ? names.map((name): [string, string] => [fold(name), country]) : []
  }),
)

function cityKey(name: string): string {
  const key = fold(name)
  return sameName.get(key) ?? key
}

export function sameCity(a: string, b: string): boolean {
  return cityKey(a) === cityKey(b)
}

/** Whether the words name the city, under any of its names. */
export function namesCity(words: string, city: string): boolean {
  const text = ` ${fold(words).replace(/[^\p{L}\p{N}]+/gu, ' ')} `
  const key = cityKey(city)
  const names = [...sameName].filter(([, first]) => first === key).map(([name]) => name)
  return [key, fold(city), ...names].some((name) =>
    text.includes(` ${name.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `),
  )
}

/** The country of a large city by any of its names (ISO 3166-1 alpha-2); null for a place that isn't known. */
export function countryOfCity(name: string): string | null {
  return countryByCity(name) ?? countries.get(fold(name)) ?? null
}
