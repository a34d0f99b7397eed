/** Verdicts under way: said at once where they say enough by themselves, else put into words first. */

import type { CueId, ShownAlternate, VerdictValue } from '../generated'
import type { Begun } from './begun.svelte'
import { isTooLong } from './letters'
import { moment, newKey } from './outbox'
import { Remarks } from './remarks'
import type { Review } from './review.svelte'
import type { Store } from './storage'

/** A verdict that is being put into words. The alternate is known by its letter: it has another row when it is proposed again. */
interface Asking {
  readonly cue: CueId
  readonly letter: string
  value: 'approvedBut' | 'changes'
  words: string
  /** The words were begun in another window, or before this one was opened. */
  elsewhere: boolean
}

export class VerdictWriter {
  readonly #review: Review
  readonly #remarks: Remarks
  asking = $state<Asking | undefined>()

  constructor(review: Review, store: Store, name: string, begun: Begun) {
    this.#review = review
    this.#remarks = new Remarks(store, name, begun)
  }

  /** Takes up what other windows of the browser wrote; what is open here stays. */
  readAgain(): void {
    this.#remarks.readAgain()
  }

  /** Whether words are being written that nobody is told of yet. */
  get begun(): boolean {
    return this.asking !== undefined && this.asking.words.trim() !== ''
  }

  /** A plain yes or no; the same again takes it back. A remark that it takes the place of is not lost. */
  say(alternate: ShownAlternate, value: 'approved' | 'rejected'): void {
    this.cease()
    if (this.#mayNot()) return
    const mine = this.#review.mine(alternate)
    if (this.#remarks.keep(mine, this.#aboutOf(alternate)))
      this.#review.tell('Your remark went with that. “But…” brings it back.')
    this.judge(alternate, mine?.value === value ? null : value)
  }

  /** Asks for the words of a verdict that says nothing without them; those that were begun, or said, are there. */
  ask(value: 'approvedBut' | 'changes', of?: ShownAlternate, words?: string): void {
    const { cue } = this.#review
    const alternate = of ?? (cue === undefined ? undefined : this.#review.heardOf(cue))
    if (alternate === undefined || this.#mayNot()) return
    this.#review.writer.pause()
    const about = this.#aboutOf(alternate)
    // Words that come from elsewhere are there again when it is asked later.
    if (words !== undefined) this.#remarks.keep({ words }, about)
    const elsewhere = this.#remarks.isElsewhere(about)
    this.asking = { ...about, value, words: this.#remarks.on(about, this.#review.mine(alternate)), elsewhere }
  }

  /** What is written of the alternate. */
  type(words: string): void {
    const { asking } = this
    if (asking === undefined) return
    asking.words = words
    asking.elsewhere = false
    if (!this.#remarks.keep({ words }, asking)) this.#remarks.drop(asking)
  }

  /** Says what was asked for. */
  answer(): void {
    const { asking } = this
    const alternate = asking === undefined ? undefined : this.#asked(asking)
    if (asking === undefined || alternate === undefined || asking.words.trim() === '' || isTooLong(asking.words)) return
    if (!this.judge(alternate, asking.value, asking.words.trim())) return
    this.#remarks.drop(asking)
    this.leave()
  }

  /** Asks for no words any more; those that were written are there when it is asked again. */
  leave(): void {
    this.cease()
    this.#review.writer.resume()
  }

  cease(): void {
    this.asking = undefined
  }

  /** Words of an alternate that is not proposed any more: they are its no longer. */
  takeStranded(): Pick<Asking, 'cue' | 'letter' | 'words'> | undefined {
    const { asking } = this
    if (asking === undefined || this.#asked(asking) !== undefined) return undefined
    this.cease()
    this.#remarks.drop(asking)
    return asking.words.trim() === '' ? undefined : asking
  }

  /** Says it; whether anything is taken here. */
  judge(alternate: ShownAlternate, value: VerdictValue | null, words = ''): boolean {
    if (this.#mayNot()) return false
    const [proposal, key] = [alternate.id, newKey()]
    this.#sayAgain(key, alternate)
    this.#review.outbox.put({ type: 'verdict', key, at: moment(), proposal, value, words })
    return true
  }

  /** What was not taken and is asked for again, of this alternate, or of one of its cue that is not there any more. */
  #sayAgain(key: string, { id, letter }: ShownAlternate): void {
    const cue = this.#review.page.cues.find(({ alternates }) => alternates.some((one) => one.id === id))
    if (cue === undefined) return
    const isGone = (of: string | undefined) => !cue.alternates.some((one) => one.letter === of)
    this.#review.untaken.saidAgain(
      key,
      (one) => one.asked === true && one.number === cue.number && (one.letter === letter || isGone(one.letter)),
    )
  }

  #aboutOf({ id, letter }: ShownAlternate) {
    const { page, cueId } = this.#review
    const cue = page.cues.find(({ alternates }) => alternates.some((one) => one.id === id))?.id ?? cueId
    return { cue, letter }
  }

  /** The alternate that words are asked for. */
  #asked({ cue, letter }: Asking): ShownAlternate | undefined {
    return this.#review.page.cues.find(({ id }) => id === cue)?.alternates.find((one) => one.letter === letter)
  }

  #mayNot(): boolean {
    const { takes, closed } = this.#review
    if (!takes) this.#review.tell(closed === undefined ? 'This round is closed.' : 'This link is closed.')
    return !takes
  }
}
