/** What is said in a package: with what whoever has it answered since. */

import type { Answer, PackedPerson, Said, SaidVerdict } from '../../generated'

/** What was said when the package was made, and what was said since by whoever has it. */
export function withAnswers({ page, said }: PackedPerson, answers: readonly Answer[]): Said {
  const { you } = page
  const verdicts = new Map<string, SaidVerdict>(said.verdicts.map((one) => [`${one.proposal} ${one.reviewer}`, one]))
  const notes = [...said.notes]
  for (const answer of answers) {
    switch (answer.type) {
      case 'verdict': {
        const { key, at, proposal, value, words } = answer
        verdicts.set(`${proposal} ${you.id}`, { key, at, proposal, value, words, reviewer: you.id })
        break
      }
      case 'note': {
        const { key, at, cue, proposal, from, until, body, drawing, answers: answered } = answer
        const own = { id: 0 as never, author: you.name, reviewer: you.id, resolved: false }
        notes.push({ ...own, key, at, cue, proposal, from, until, body, drawing, answers: answered })
        break
      }
      case 'heard':
        break
    }
  }
  return { ...said, verdicts: [...verdicts.values()], notes }
}
