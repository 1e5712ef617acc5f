import { findSkills, type SkillMention } from './skills/recognition.ts'

/** The skills a text names, each with its characters `[start, end)`; `skill` is the canonical name in lower case. */
export function recogniseSkills(text: string): SkillMention[] {
  return findSkills(text)
}
