import { z } from 'zod'
import type { RequirementRow } from './queries.ts'
import { type Gate, gateSchema, type Requirement, requirementSchema } from './schema.ts'

const gatesSchema = z.array(gateSchema)
const detailSchema = requirementSchema.shape.detail

export function storedRequirement(row: RequirementRow): Requirement {
  const { text, tier, kind } = row
  return {
    id: `r${row.number}`,
    text,
    span: [row.span_start, row.span_end],
    tier,
    kind,
    detail: detailSchema.parse(row.detail),
  }
}

export function storedGates(gates: unknown): Gate[] {
  return gatesSchema.parse(gates)
}
