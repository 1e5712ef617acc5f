import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readRouterComments } from './router-comments.ts'

async function read(files: Record<string, string>) {
  const folder = await mkdtemp(path.join(tmpdir(), 'jobpilot-comments-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
    await writeFile(path.join(folder, name), text)
  }
  return readRouterComments(folder)
}

const root = `export const appRouter = router({
  things: thingsRouter,
  others: othersRouter,
})
`

test('reads the comments of procedures and of their inputs, in nested routers as well', async () => {
  const comments = await read({
    'router.ts': root,
    'domains/things/router.ts': `/** The file's own comment. */
export const thingsRouter = router({
  ...moreProcedures,

  /**
   * Finds one.
   * In two lines.
   */
  find: userProcedure
    .input(
      z.object({
        id: z.uuid(),
        /** Of the page before. */
        cursor: z.string().nullish(),
      }),
    )
    .output(z.object({ /** Not an input. */ title: z.string() }))
    .query(() => null),

  bare: userProcedure.query(() => null),
})

export const othersRouter = router({
  /** The same name elsewhere. */
  find: publicProcedure.query(() => null),
})
`,
    'domains/things/more/router.ts': `export const moreProcedures = {
  /** From another file. */
  add: userProcedure.mutation(() => null),
}
`,
  })
  expect(Object.fromEntries(comments)).toEqual({
    'things.add': { words: 'From another file.', fields: {} },
    'things.find': { words: 'Finds one. In two lines.', fields: { cursor: 'Of the page before.' } },
    'things.bare': { words: '', fields: {} },
    'others.find': { words: 'The same name elsewhere.', fields: {} },
  })
})

test('says nothing where there is no source', async () => {
  expect([...(await read({}))]).toEqual([])
})
