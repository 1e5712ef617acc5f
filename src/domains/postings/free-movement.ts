/** Member states of the European Union (27, as of 2020-02-01). */
const EU = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ')
/** Iceland, Liechtenstein, Norway and Switzerland: work across borders by agreement with the Union. */
const EFTA = ['IS', 'LI', 'NO', 'CH']

const eu = new Set(EU)
const area = new Set([...EU, ...EFTA])

/** Whether a country (ISO 3166-1 alpha-2) is in the European Union. */
export function isEuCountry(country: string): boolean {
  return eu.has(country.toUpperCase())
}

/** Whether its citizens may take work all over the EU and EFTA. */
export function isEuOrEfta(country: string): boolean {
  return area.has(country.toUpperCase())
}

/**
 * Whether people of one country may as a rule take work in the other without a permit of their own: EU and EFTA,
 * and the Common Travel Area of Great Britain and Ireland. The same country is always free.
 */
export function mayWorkFreely(from: string, to: string): boolean {
  const [one, other] = [from.toUpperCase(), to.toUpperCase()]
  if (one === other) return true
  if ((one === 'GB' && other === 'IE') || (one === 'IE' && other === 'GB')) return true
  return area.has(one) && area.has(other)
}
