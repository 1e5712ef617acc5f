const EU = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ')
const NORDIC = 'DK FI IS NO SE'.split(' ')
const BALTIC = 'EE LV LT'.split(' ')
const EUROPE = [...EU, ...'AD AL BA CH GB IS LI MC MD ME MK NO RS SM UA VA XK'.split(' ')]
const ASIA_PACIFIC = 'AU BD CN HK ID IN JP KH KR LK MM MN MY NP NZ PG PH PK SG TH TW VN'.split(' ')
const LATIN = 'AR BO BR CL CO CR CU DO EC GT HN MX NI PA PE PY SV UY VE'.split(' ')
const MIDDLE_EAST_AFRICA =
  'AE BH CM CI DZ EG ET GH IL IQ JO KE KW LB MA NG OM QA RW SA SN TN TR TZ UG ZA ZM ZW'.split(' ')

/** Areas of several countries, as postings and people call them. */
const areas: [RegExp, string[]][] = [
  [
    /^(?:eu|e\.u\.|ue|european union|europäische[nr]? union|union européenne|unión europea|unione europea)$/,
    EU,
  ],
  [/^(?:eea|ewr|european economic area)$/, [...EU, 'IS', 'LI', 'NO']],
  [/^(?:europe|europa|european|eu(?:rope)?[- ]wide|europaweit)$/, EUROPE],
  [/^(?:dach(?:[- ](?:region|raum))?|d-a-ch)$/, ['DE', 'AT', 'CH']],
  [/^(?:benelux)$/, ['BE', 'NL', 'LU']],
  [/^(?:nordics?|nordic countries|scandinavia|skandinavien|scandinavie|escandinavia)$/, NORDIC],
  [/^(?:baltics?|baltic states|baltikum)$/, BALTIC],
  [/^(?:uk (?:and|&|or) ireland|uk\/ireland)$/, ['GB', 'IE']],
  [/^(?:north america|nordamerika)$/, ['US', 'CA', 'MX']],
  [/^(?:latam|latin america|lateinamerika|latinoamérica|south america|südamerika)$/, LATIN],
  [/^(?:americas?)$/, ['US', 'CA', ...LATIN]],
  [/^(?:apac|asia(?:[- ]pacific)?|asien)$/, ASIA_PACIFIC],
  [/^(?:emea)$/, [...EUROPE, ...MIDDLE_EAST_AFRICA]],
]

function key(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/^(?:the|die|der|den|l['’]|la|el|los) ?(?=\p{L})/u, '')
    .replace(/\s+/g, ' ')
}

/** Countries (ISO 3166-1 alpha-2) of an area such as "the EU" or "DACH"; null when the name isn't one. */
export function countriesOfArea(name: string): string[] | null {
  const written = key(name)
  return areas.find(([pattern]) => pattern.test(written))?.[1] ?? null
}

export function isAnywhere(name: string): boolean {
  return /^(?:anywhere|world ?wide|global(?:ly)?|everywhere|weltweit|überall|partout|n[’']importe où|en cualquier lugar|ovunque)(?: in the world)?$/i.test(
    name.trim(),
  )
}
