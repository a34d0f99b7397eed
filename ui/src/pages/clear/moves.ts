/** Which rights a key moves on: what is signed or settled goes back only where its own status is chosen. */

import type { ClearanceStatus, ClearLine } from '../../generated'
import { counted } from '../../lib/format'
import { clearanceStatuses, wordOf } from '../../lib/words'

type Moved = Pick<ClearLine, 'id' | 'licensor' | 'status' | 'live'>

interface Moves<Line> {
  readonly moved: readonly Line[]
  /** Why others stay, or nothing. */
  readonly stays: string
}

const signed: readonly ClearanceStatus[] = ['confirmed', 'licensed', 'paid']
const order = clearanceStatuses.map((one) => one.value)

/** Whether a signed right would be taken back, or among others one that is over would begin anew or one that is further go back. */
function isKept(line: Moved, status: ClearanceStatus, among: number, back: boolean): boolean {
  if (line.status === status) return false
  const isFurther = order.indexOf(status) < order.indexOf(line.status)
  if (signed.includes(line.status)) return !signed.includes(status) || isFurther
  return among > 1 && (!line.live || (isFurther && !back))
}

/** Of `lines`, those that a key moves to `status`; `back` where it is the key that goes back. */
export function byKey<Line extends Moved>(lines: readonly Line[], status: ClearanceStatus, back = false): Moves<Line> {
  const kept = lines.filter((line) => isKept(line, status, lines.length, back))
  const moved = lines.filter((line) => line.status !== status && !kept.includes(line))
  const [one] = kept
  if (one === undefined) return { moved, stays: '' }
  const words = [...new Set(kept.map((line) => wordOf(clearanceStatuses, line.status)))].join(', ')
  const stays =
    lines.length === 1
      ? `${one.licensor || 'This right'} is ${words}. To change that, choose another status in its row or drag it on the board.`
      : `${counted(kept.length, 'right')} (${words}) stayed as ${kept.length === 1 ? 'it was' : 'they were'}. Choose another status in the row to change that.`
  return { moved, stays }
}
