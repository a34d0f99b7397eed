/** What the composer answers in the page of a brief: kept in it until it is carried back. */

import type { BriefPage, BriefReturn, BriefScene, ComposerAnswer, Position } from '../../generated'
import { untrack } from 'svelte'
import { timecodeAt } from '../../time/time'
import { Carrying } from '../file/carrying.svelte'
import { inDatabase, inStorage, type Place } from '../file/kept'
import { messageOf, replyName, signed } from '../file/reply'
import { oneLine } from '../lines'
import { moment, newKey } from '../outbox'
import { Begun } from '../begun.svelte'
import { storage, windowStorage, type Store } from '../storage'
import { windowName } from '../windows'

type Note = Extract<ComposerAnswer, { type: 'note' }>
type State = Extract<ComposerAnswer, { type: 'state' }>
type Question = Extract<ComposerAnswer, { type: 'question' }>

/** The timecode of a moment of the cut, as a scene of the brief shows it. */
export const timecodeIn = (scene: BriefScene, at: number): string =>
  timecodeAt(at - scene.first, scene.start, scene.rate)

const stateOf = (answers: readonly ComposerAnswer[]): State | undefined =>
  answers.findLast((answer): answer is State => answer.type === 'state')

/** What still holds: whether it is taken is said once, by the last word. */
function standing(answers: readonly ComposerAnswer[]): readonly ComposerAnswer[] {
  const state = stateOf(answers)
  return answers.filter((answer) => answer.type !== 'state' || answer === state)
}

/** What was said, a line each: of the states the last. */
function saidIn(brief: BriefPage, answers: readonly ComposerAnswer[]): readonly string[] {
  const state = stateOf(answers)
  const stateLine = () => {
    if (state === undefined) return []
    const by = state.deliversOn === '' ? '' : `, delivers by ${state.deliversOn}`
    const words = oneLine(state.words)
    return [`${brief.code} ${state.taken ? 'taken' : 'declined'}${by}${words === '' ? '' : `: “${words}”`}`]
  }
  return [
    ...stateLine(),
    ...answers.flatMap((answer) => {
      if (answer.type === 'state') return []
      if (answer.type === 'question') return [`Question: “${oneLine(answer.body)}”`]
      const scene = brief.scenes.find(({ cue }) => cue === answer.cue)
      const on = answer.version === null ? '' : ` v${answer.version}`
      const at = answer.from === null || scene === undefined ? '' : ` at ${timecodeIn(scene, answer.from)}`
      return [`${scene?.name ?? 'A cue'}${on}${at}: “${oneLine(answer.body)}”`]
    }),
  ]
}

/** What is written and not said yet, field by field; a note is of its cue. */
type Field = 'words' | 'day' | 'question' | `note ${number}`
type Fields = { [field in Field]?: string | undefined }

const fieldsOf = (...all: readonly Fields[]) => [...new Set(all.flatMap((one) => Object.keys(one) as Field[]))]

export class BriefAnswers {
  readonly carried: Carrying<ComposerAnswer>
  /** What stands in the fields. */
  readonly fields = $state<Fields>({})
  readonly #madeOn: string
  readonly #kept: Begun<string>
  /** The fields as they were kept last: what differs was written here since. */
  #known: Fields = {}
  /** Whether something stands in one that was not said. */
  readonly begun = $derived(Object.values(this.fields).some((text) => (text ?? '').trim() !== ''))

  readonly state = $derived.by(() => stateOf(this.carried.all))
  readonly questions = $derived.by(() =>
    this.carried.all.filter((answer): answer is Question => answer.type === 'question'),
  )

  constructor(
    brief: BriefPage,
    way: BriefReturn,
    page: Document,
    places: readonly Place[] = [inStorage, inDatabase],
    window: Store = windowStorage(),
  ) {
    this.#madeOn = brief.madeAt.slice(0, 10)
    this.#kept = new Begun(storage(), `needledrop begun brief ${way.page}`, windowName(window))
    for (const [field] of this.#kept.all) this.#show(field as Field)
    const head = `Reply of ${brief.composer === '' ? 'the composer' : brief.composer} to ${brief.show}, ${brief.code} ${brief.title}.`
    this.carried = new Carrying<ComposerAnswer>(
      {
        store: `needledrop answers brief ${way.page}`,
        name: brief.composer,
        file: replyName([brief.composer, brief.code]),
        counts: (answer) => answer.type !== 'state' || answer.key === this.state?.key,
        reply: (answers) => {
          const payload = JSON.stringify({ brief: way.page, savedAt: moment(), answers: standing(answers) })
          return signed(payload, way.secret, head)
        },
        text: (answers, reply) => messageOf(head, saidIn(brief, answers), reply),
      },
      page,
      places,
    )
  }

  /** Keeps in the browser what is begun: it survives the page. What another window has begun stays beside it. */
  keepBegun(): void {
    const now: Fields = { ...this.fields }
    untrack(() => this.#keep(now))
  }

  #keep(now: Fields): void {
    const before = this.#known
    for (const field of fieldsOf(now, before)) {
      const [words, old] = [now[field] ?? '', before[field] ?? '']
      if (words === old) continue
      const goesOn = !this.#kept.isElsewhere(field) || this.#kept.on(field) === old
      // An empty field stays one, though another window has begun something.
      if (words === '' && this.#kept.beside(field, old).length === 0) this.#kept.drop(field)
      else if (goesOn) this.#kept.put(field, words)
      else this.#kept.add(field, words)
    }
    this.#known = now
  }

  /** Whether what stands in a field was begun in another window, or before this one was opened. */
  isElsewhere(field: Field): boolean {
    return (this.fields[field] ?? '') !== '' && this.#kept.isElsewhere(field)
  }

  /** What other windows have begun of a field besides. */
  beside(field: Field): readonly string[] {
    return this.#kept.beside(field, this.fields[field] ?? '').filter((words) => words.trim() !== '')
  }

  /** Goes on with one of those; what stood in the field waits in its stead. */
  goOnWith(field: Field, at: number): void {
    this.#kept.show(field, at, this.fields[field] ?? '')
    this.#show(field)
  }

  /** Takes up what other windows of the browser made of theirs; what is written here stays. */
  readAgain(): void {
    const before = this.#kept.all
    this.#kept.readAgain()
    for (const [field] of [...before, ...this.#kept.all])
      if (this.#kept.isElsewhere(field) || this.#kept.on(field) === undefined) this.#show(field as Field)
  }

  #show(field: Field): void {
    const words = this.#kept.on(field)
    this.fields[field] = words
    this.#known = { ...this.#known, [field]: words }
  }

  /** Whether the day in the field had gone by when the brief was made. */
  get isPast(): boolean {
    return this.day !== '' && this.day < this.#madeOn
  }

  /** What was noted of a scene here, in the order of the picture. */
  notesOf(scene: BriefScene): readonly Note[] {
    return this.carried.all
      .filter((answer): answer is Note => answer.type === 'note' && answer.cue === scene.cue)
      .toSorted((a, b) => (a.from ?? 0) - (b.from ?? 0))
  }

  async note(scene: BriefScene, version: number | null, from: Position | null, body: string): Promise<void> {
    await this.carried.add([
      { type: 'note', key: newKey(), at: moment(), cue: scene.cue, version, from, body: body.trim() },
    ])
  }

  async ask(body: string): Promise<void> {
    await this.carried.add([{ type: 'question', key: newKey(), at: moment(), body: body.trim() }])
  }

  /** Whether they write it. What is not said anew is as it was said before: a word more takes back no day, and a day no word. */
  async answer(taken: boolean): Promise<void> {
    const before = this.state?.taken === taken ? this.state : undefined
    const deliversOn = taken ? this.day : ''
    const words = this.fields.words?.trim() || (before?.words ?? '')
    this.fields.day = this.fields.words = undefined
    await this.#say(taken, deliversOn, words)
  }

  /** The day that stands in the field: what was typed, else what was said. */
  get day(): string {
    return this.fields.day ?? this.state?.deliversOn ?? ''
  }

  async #say(taken: boolean, deliversOn: string, words: string): Promise<void> {
    const answer: State = { type: 'state', key: newKey(), at: moment(), taken, deliversOn, words: words.trim() }
    await this.carried.add([answer])
  }
}
