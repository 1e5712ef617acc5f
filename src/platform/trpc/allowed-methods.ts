import type { ApiDocument } from './describe-api.ts'

/** Which methods an address of the mirror has; none when there is nothing at it. */
export function createAllowedMethods({ paths }: ApiDocument): (path: string) => string[] {
  const known = Object.entries(paths ?? {}).map(([path, operations]) => ({
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}/?$`),
    methods: Object.keys(operations).map((method) => method.toUpperCase()),
  }))
  return (path) => known.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods)
}
