/** How much one reply holds: as much as is read of one. */

import type { Answer } from '../../generated'

/** Answers of a reply, as the core takes them; some are left for what is said, whatever was heard. */
const most = 2_000
const mostHeard = 500
/** Bytes of what is said, as JSON: a quarter of what is read, since it is written as text within text. */
const mostBytes = 4 * 1024 * 1024

const bytesOf = (answer: Answer) => new TextEncoder().encode(JSON.stringify(answer)).length

/** Those of `more` that have room beside what is there. */
export function roomFor(there: readonly Answer[], more: readonly Answer[]): readonly Answer[] {
  let heard = there.filter(({ type }) => type === 'heard').length
  let count = there.length
  let bytes = there.reduce((sum, answer) => sum + bytesOf(answer), 0)
  return more.filter((answer) => {
    const own = bytesOf(answer)
    if (count >= most || bytes + own > mostBytes || (answer.type === 'heard' && heard >= mostHeard)) return false
    count += 1
    bytes += own
    if (answer.type === 'heard') heard += 1
    return true
  })
}
