/** Verdicts under way: said at once where they say enough by themselves, else put into words first. */

import type { CueId, ShownAlternate, VerdictValue } from '../generated'
import type { InWords } from '../review/verdicts'
import { Begun } from './begun.svelte'
import { isTooLong } from './letters'
import { moment, newKey } from './outbox'
import type { Review } from './review.svelte'
import type { Store } from './storage'

/** An alternate: its letter stays when it is proposed again, and its row does not. */
interface About {
  readonly cue: CueId
  readonly letter: string
}

/** A verdict that is being put into words. */
interface Asking extends About {
  value: InWords
  words: string
}

/** Why somebody said no is no wish of a yes: it is written apart. */
const nameOf = ({ cue, letter }: About, value: VerdictValue) => `${cue} ${letter}${value === 'rejected' ? ' no' : ''}`

export class VerdictWriter {
  readonly #review: Review
  /** Words that nobody is told of: those that are being written, and those that another answer took the place of. */
  readonly #remarks: Begun<string>
  asking = $state<Asking | undefined>()

  constructor(review: Review, store: Store, name: string, window: string) {
    this.#review = review
    this.#remarks = new Begun(store, `needledrop remarks ${name}`, window)
  }

  /** Takes up what other windows of the browser wrote; what is open here stays. */
  readAgain(): void {
    this.#remarks.readAgain()
  }

  /** Whether the words that are asked for were begun in another window, or before this one was opened. */
  get isElsewhere(): boolean {
    const { asking } = this
    return asking !== undefined && this.#isKept(asking) && this.#remarks.isElsewhere(nameOf(asking, asking.value))
  }

  /** Words of the same that are begun in other windows besides. */
  get beside(): readonly string[] {
    const { asking } = this
    return asking === undefined ? [] : this.#remarks.beside(nameOf(asking, asking.value), asking.words)
  }

  /** Goes on with one of those; the one that was shown waits in its stead. */
  goOnWith(at: number): void {
    const { asking } = this
    if (asking === undefined) return
    const name = nameOf(asking, asking.value)
    this.#remarks.show(name, at, asking.words)
    asking.words = this.#remarks.on(name) ?? ''
  }

  /** Whether words are being written that nobody is told of yet. */
  get begun(): boolean {
    return this.asking !== undefined && this.asking.words.trim() !== ''
  }

  /** A plain yes or no; the same again takes it back. Words that it takes the place of are not lost. A no asks why, if one likes. */
  say(alternate: ShownAlternate, value: 'approved' | 'rejected'): void {
    this.cease()
    if (this.#mayNot()) return
    const mine = this.#review.mine(alternate)
    const about = this.#aboutOf(alternate)
    if (mine !== undefined && mine.words.trim() !== '') {
      this.#remarks.add(nameOf(about, mine.value), mine.words)
      this.#review.tell(`Your remark went with that. “${mine.value === 'rejected' ? 'No' : 'But…'}” brings it back.`)
    }
    const isTakenBack = mine?.value === value
    // First: who types on at once types words.
    if (value === 'rejected' && !isTakenBack) this.#ask(about, value, '')
    this.judge(alternate, isTakenBack ? null : value)
  }

  /** Asks for the words of a verdict; those that were begun, or said, are there. */
  ask(value: InWords, of?: ShownAlternate, words?: string): void {
    const { cue } = this.#review
    const alternate = of ?? (cue === undefined ? undefined : this.#review.heardOf(cue))
    if (alternate === undefined || this.#mayNot()) return
    this.#review.writer.pause()
    const about = this.#aboutOf(alternate)
    // Words that come from elsewhere are there again when it is asked later.
    if (words !== undefined && words.trim() !== '') this.#remarks.add(nameOf(about, value), words)
    this.#ask(about, value, this.#review.mine(alternate)?.words ?? '')
  }

  #ask(about: About, value: InWords, said: string): void {
    this.asking = { ...about, value, words: this.#remarks.on(nameOf(about, value)) ?? said }
  }

  /** What is written of the alternate. */
  type(words: string): void {
    const { asking } = this
    if (asking === undefined) return
    this.#review.writer.pause()
    const name = nameOf(asking, asking.value)
    const goesOn = this.#isKept(asking)
    const isAlone = this.beside.length === 0
    asking.words = words
    if (words.trim() === '' && isAlone) this.#remarks.drop(name)
    else if (goesOn) this.#remarks.put(name, words)
    else this.#remarks.add(name, words)
  }

  /** Whether what stands in the field is what is kept, and not only what another window has begun since. */
  #isKept({ words, ...asking }: Asking): boolean {
    const name = nameOf(asking, asking.value)
    return !this.#remarks.isElsewhere(name) || this.#remarks.on(name) === words
  }

  /** Says what was asked for. A no without a word more is said. */
  answer(): void {
    const { asking } = this
    const alternate = asking === undefined ? undefined : this.#asked(asking)
    if (asking === undefined || alternate === undefined || isTooLong(asking.words)) return
    const [words, isSaid] = [asking.words.trim(), this.#review.mine(alternate)?.value === asking.value]
    if (words === '' && asking.value !== 'rejected') return
    if ((words !== '' || !isSaid) && !this.judge(alternate, asking.value, words)) return
    if (this.#isKept(asking)) this.#remarks.drop(nameOf(asking, asking.value))
    this.leave()
  }

  /** What Enter says of what is heard: a yes, and never of what was just refused and is asked why. */
  enter(alternate: ShownAlternate): void {
    const { asking } = this
    if (asking?.value === 'rejected' && this.#asked(asking)?.id === alternate.id) this.answer()
    else this.say(alternate, 'approved')
  }

  /** Asks for no words any more; those that were written are there when it is asked again. */
  leave(): void {
    this.cease()
    this.#review.writer.resume()
  }

  cease(): void {
    const { asking } = this
    this.asking = undefined
    if (asking === undefined) return
    const name = nameOf(asking, asking.value)
    if (this.#remarks.on(name)?.trim() === '') this.#remarks.drop(name)
  }

  /** Words of an alternate that is not proposed any more: they are its no longer. */
  takeStranded(): Pick<Asking, 'cue' | 'letter' | 'words'> | undefined {
    const { asking } = this
    if (asking === undefined || this.#asked(asking) !== undefined) return undefined
    this.cease()
    if (this.#isKept(asking)) this.#remarks.drop(nameOf(asking, asking.value))
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

  #aboutOf({ id, letter }: ShownAlternate): About {
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
