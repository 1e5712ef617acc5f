import { z } from 'zod'

/** The server's one error shape; its message is for the person. */
export const refusalSchema = z.object({ error: z.object({ message: z.string() }) })
