/** What left the house, in words. */

import type { Issued } from '../../generated'

/** `cue-sheet` as people say it. */
export function kindWord(kind: string): string {
  const words = kind.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export function stateWord({ final, revision }: Issued): string {
  if (!final) return 'draft'
  return revision > 0 ? `revised ${revision}` : 'final'
}

/** `1x04 cue sheet final → BMI` */
export function issuedWords(issued: Issued): string {
  const what = `${issued.episode} ${kindWord(issued.kind).toLowerCase()}`
  const state = issued.kind === 'cue-sheet' ? ` ${stateWord(issued)}` : ''
  return `${what}${state} ${issued.recipient === '' ? issued.format.toUpperCase() : `→ ${issued.recipient}`}`
}
