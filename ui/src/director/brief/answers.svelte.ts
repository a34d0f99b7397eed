/** What the composer answers in the page of a brief: kept in it until it is carried back. */

import type { BriefPage, BriefReturn, BriefScene, ComposerAnswer, Position } from '../../generated'
import { timecodeAt } from '../../time/time'
import { Carrying } from '../file/carrying.svelte'
import { inDatabase, inStorage, type Place } from '../file/kept'
import { messageOf, replyName, signed } from '../file/reply'
import { oneLine } from '../lines'
import { moment, newKey } from '../outbox'
import { storage, type Store } from '../storage'

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

function keptFields(store: Store, name: string): object {
  try {
    const found: unknown = JSON.parse(store.getItem(name) ?? '{}')
    return typeof found === 'object' && found !== null ? found : {}
  } catch {
    return {}
  }
}

export class BriefAnswers {
  readonly carried: Carrying<ComposerAnswer>
  /** What stands in the fields. */
  readonly fields = $state<{ [field in Field]?: string | undefined }>({})
  readonly #store = storage()
  readonly #name: string
  readonly #madeOn: string
  /** Whether something stands in one that was not said. */
  readonly begun = $derived(Object.values(this.fields).some((text) => (text ?? '').trim() !== ''))

  readonly state = $derived.by(() => stateOf(this.carried.all))
  readonly questions = $derived.by(() =>
    this.carried.all.filter((answer): answer is Question => answer.type === 'question'),
  )

  constructor(brief: BriefPage, way: BriefReturn, page: Document, places: readonly Place[] = [inStorage, inDatabase]) {
    this.#name = `needledrop begun brief ${way.page}`
    this.#madeOn = brief.madeAt.slice(0, 10)
    Object.assign(this.fields, keptFields(this.#store, this.#name))
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

  /** Keeps in the browser what is begun: it survives the page. */
  keepBegun(): void {
    const begun = JSON.stringify(this.fields)
    try {
      if (this.begun) this.#store.setItem(this.#name, begun)
      else this.#store.removeItem(this.#name)
    } catch {
      // It is lost with the page then, and not before.
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
