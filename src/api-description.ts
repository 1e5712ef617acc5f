import { fileURLToPath } from 'node:url'
import { exampleWords, groupErrors, groupWords, yields } from './api-words.ts'
import { apiPage } from './platform/http/api-page.ts'
import { listProcedures } from './platform/trpc/api-procedures.ts'
import { completeApi } from './platform/trpc/complete-api.ts'
import type { ApiDocument } from './platform/trpc/describe-api.ts'
import { readRouterComments } from './platform/trpc/router-comments.ts'
import { appRouter } from './router.ts'

const source = fileURLToPath(new URL('.', import.meta.url))
const words = { groups: groupWords, errors: groupErrors }

export interface ApiDescription {
  /** OpenAPI 3.1 with explanations and examples. */
  document: ApiDocument
  /** The same as HTML, with the procedures that have no REST address. */
  page: string
}

/** What /api shows; made when somebody first asks. `base` is the address of the API. */
export function createApiDescription(
  document: ApiDocument,
  options: { base: string; version: string },
): () => Promise<ApiDescription> {
  let made: Promise<ApiDescription> | undefined
  const make = async (): Promise<ApiDescription> => {
    const comments = readRouterComments(source)
    const procedures = listProcedures(appRouter, { comments, yields, words: exampleWords })
    const page = await apiPage({ procedures, words, ...options })
    return { document: completeApi(document, procedures, words), page: page.toString() }
  }
  return () => (made ??= make())
}
