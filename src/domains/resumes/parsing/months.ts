/** Month names and their usual short forms: English, German, French, Spanish, Italian, Dutch, Portuguese, Nordic, Polish. */
const names: string[] = [
  'january jan januar jänner jän janvier janv enero ene gennaio gen januari janeiro stycznia styczeń',
  'february feb februar feber février févr fév fevrier fevr febrero febbraio februari fevereiro fev lutego luty',
  'march mar märz mrz maerz mars marzo maart mrt março marco marca marzec',
  'april apr avril avr abril abr aprile kwietnia kwiecień',
  'may mai mayo maggio mag mei maio maj maja',
  'june jun juni juin junio giugno giu junho czerwca czerwiec',
  'july jul juli juillet juil julio luglio lug julho lipca lipiec',
  'august aug août aout agosto ago augustus augusti sierpnia sierpień',
  'september sept sep septembre septiembre setiembre settembre set setembro września wrzesień',
  'october oct oktober okt octobre octubre ottobre ott outubro out października październik',
  'november nov novembre noviembre novembro listopada listopad',
  'december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro grudnia grudzień',
]

export const monthNumbers: ReadonlyMap<string, number> = new Map(
  names.flatMap((line, index) => line.split(' ').map((name) => [name.normalize('NFC'), index + 1] as const)),
)

/** Longest names first, so that "juni" isn't read as "jun". */
export const monthPattern = [...monthNumbers.keys()]
  .toSorted((one, other) => other.length - one.length)
  .join('|')
