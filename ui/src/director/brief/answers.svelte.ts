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

function keptFields(store: Store, name: string): Fields {
  try {
    const found: unknown = JSON.parse(store.getItem(name) ?? '{}')
    return typeof found === 'object' && found !== null ? found : {}
  } catch {
    return {}
  }
}

const fieldsOf = (...all: readonly Fields[]) => [...new Set(all.flatMap((one) => Object.keys(one) as Field[]))]

export class BriefAnswers {
  readonly carried: Carrying<ComposerAnswer>
  /** What stands in the fields. */
  readonly fields = $state<Fields>({})
  readonly #store = storage()
  readonly #name: string
  readonly #madeOn: string
  readonly #begunHere: Begun
  /** The fields as they were kept last: what differs was written here since. */
  #known: Fields
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
    this.#name = `needledrop begun brief ${way.page}`
    this.#madeOn = brief.madeAt.slice(0, 10)
    this.#begunHere = new Begun(window, `brief ${way.page}`)
    this.#known = keptFields(this.#store, this.#name)
    Object.assign(this.fields, this.#known)
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
    const kept = keptFields(this.#store, this.#name)
    for (const field of fieldsOf(now, before)) {
      const [words, old] = [now[field] ?? '', before[field] ?? '']
      if (words === old) continue
      if (words !== '' || (kept[field] ?? '') === old) kept[field] = words
      if (words === '') this.#begunHere.drop(`field ${field}`)
      else this.#begunHere.add(`field ${field}`)
    }
    this.#known = now
    try {
      if (Object.values(kept).some((text) => (text ?? '').trim() !== ''))
        this.#store.setItem(this.#name, JSON.stringify(kept))
      else this.#store.removeItem(this.#name)
    } catch {
      // It is lost with the page then, and not before.
    }
  }

  /** Whether what stands in a field was begun in another window, or before this one was opened. */
  isElsewhere(field: Field): boolean {
    return (this.fields[field] ?? '') !== '' && !this.#begunHere.isHere(`field ${field}`)
  }

  /** Takes up what other windows of the browser made of theirs; what is written here stays. */
  readAgain(): void {
    const kept = keptFields(this.#store, this.#name)
    for (const field of fieldsOf(kept, this.fields)) {
      if (this.#begunHere.isHere(`field ${field}`)) continue
      this.fields[field] = kept[field]
      this.#known = { ...this.#known, [field]: kept[field] }
    }
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
