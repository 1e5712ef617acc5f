import { fold } from '../../text/tokens.ts'

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

const sameName = new Map<string, string>()
for (const group of namesakes.replace(/\s+/g, ' ').split(' / ')) {
  const names = group.split(' = ').map((name) => fold(name.trim()))
  for (const name of names) sameName.set(name, names[0] ?? name)
}

function cityKey(name: string): string {
  const key = fold(name.trim())
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
  return [key, fold(city.trim()), ...names].some((name) =>
    text.includes(` ${name.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `),
  )
}
