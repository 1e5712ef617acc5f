import { wantedWorkplaces, type Understood, type WantedPlace, type WantedWorkplace } from '../schema.ts'
import { isFiller } from './fillers.ts'
import type { Span } from './scan.ts'

type Where = Understood['where']

/** A place or a way of working, where it stands. */
export interface Spot {
  span: Span
  types: WantedWorkplace[]
  places: WantedPlace[]
}

type Joint = 'tight' | 'or' | 'loose'

function jointOf(between: string): Joint {
  const words = between.split(/[\s,;]+/).filter((word) => word !== '')
  if (words.some((word) => /^(?:or|oder|ou|o|u|\/|bzw\.?|alternatively)$/i.test(word))) return 'or'
  const apart = /[,;.(]/.test(between) || words.some((word) => !isFiller(word))
  if (apart) return 'loose'
  return words.some((word) => /^(?:and|und|et|y|e|&)$/i.test(word)) ? 'or' : 'tight'
}

interface Unit extends Spot {
  joint: Joint
}

/** "Remote in the EU" and "Berlin on site" are one thought each. */
function unitsOf(sentence: string, spots: Spot[]): Unit[] {
  const units: Unit[] = []
  for (const spot of spots) {
    const last = units.at(-1)
    const joint = last ? jointOf(sentence.slice(last.span[1], spot.span[0])) : 'loose'
    const completes =
      last &&
      (last.types.length === 0 ? spot.types.length > 0 : spot.places.length > 0 && last.places.length === 0)
    if (last && joint === 'tight' && completes) {
      last.span = [last.span[0], spot.span[1]]
      last.types = [...last.types, ...spot.types]
      last.places = [...last.places, ...spot.places]
    } else units.push({ ...spot, joint })
  }
  return units
}

function isArea(place: WantedPlace | undefined): boolean {
  return place !== undefined && place.addressLocality === null
}

/** "Remote in Germany, Austria": what is said of the first holds for its like. "Hybrid or on site in Leeds". */
function inherit(units: Unit[]): Unit[] {
  const filled = units.map((unit) => ({ ...unit }))
  for (const [at, unit] of filled.entries()) {
    const before = filled[at - 1]
    const after = filled[at + 1]
    const alike = isArea(before?.places[0]) === isArea(unit.places[0])
    if (unit.types.length === 0 && before && before.types.length > 0 && before.places.length > 0 && alike)
      unit.types = before.types
    const boundToPlace = unit.types.length > 0 && !unit.types.includes('remote')
    if (unit.places.length === 0 && boundToPlace && after?.joint === 'or' && after.types.length > 0)
      unit.places = after.places
  }
  return filled
}

function times(types: WantedWorkplace[], places: WantedPlace[]): Where {
  return places.length === 0
    ? [{ workplaceTypes: types, place: null }]
    : places.map((place) => ({ workplaceTypes: types, place }))
}

/** Ways of working said apart from the places hold for all of them, unless an "or" stands between the two. */
function alternatives(units: Unit[]): Where {
  const whole = units.filter((unit) => unit.types.length > 0 && unit.places.length > 0)
  const types = units.filter((unit) => unit.places.length === 0)
  const places = units.filter((unit) => unit.types.length === 0)
  const firstOf = (some: Unit[]) => Math.min(...some.map((unit) => units.indexOf(unit)))
  const later = units[Math.max(firstOf(types), firstOf(places))]
  const made = whole.flatMap((unit) => times(unit.types, unit.places))
  const allTypes = [...new Set(types.flatMap((unit) => unit.types))]
  const allPlaces = places.flatMap((unit) => unit.places)
  if (types.length === 0 || places.length === 0 || later?.joint === 'or') {
    if (types.length > 0) made.push(...times(allTypes, []))
    if (places.length > 0) made.push(...times([], allPlaces))
    return made
  }
  return [...made, ...times(allTypes, allPlaces)]
}

/** What a sentence says of where and how one works, as alternatives of which any is enough. */
export function whereOf(sentence: string, spots: Spot[], refused: WantedWorkplace[]): Where {
  const units = inherit(
    unitsOf(
      sentence,
      spots.toSorted((a, b) => a.span[0] - b.span[0]),
    ),
  )
  const found = alternatives(units)
  if (refused.length === 0) return found
  const allowed = wantedWorkplaces.filter((type) => !refused.includes(type))
  const some: Where = found.length > 0 ? found : [{ workplaceTypes: [], place: null }]
  return some.map(({ workplaceTypes, place }) => {
    const left = workplaceTypes.filter((type) => allowed.includes(type))
    return { workplaceTypes: left.length > 0 ? left : allowed, place }
  })
}
