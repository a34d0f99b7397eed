/** A round in a file: everything is in the page, and what is said stays in it until it is carried back. */

import type { Answer, MediaId, Packed, PackedPerson, Page, Received, Said } from '../../generated'
import type { Carried } from '../carried'
import type { Door, Entered, Hearing } from '../door'
import { moment } from '../outbox'
import { nothing, readAll, together, writeAll, type Kept, type Place } from './kept'
import { besideAsBytes, insideAsBlob, insideAsBytes } from './media'
import { asText, fileName, replyOf } from './reply'
import { withAnswers } from './said'

/** The name of the picture inside, and of its file beside the page. */
const picture = 'picture' as MediaId

export class FileDoor implements Door {
  readonly name: string
  readonly carried: Carried
  readonly #packed: Packed
  readonly #person: PackedPerson
  readonly #document: Document
  readonly #places: readonly Place[]
  #picture = ''
  #hearing: Hearing | undefined
  #kept = $state.raw<Kept>(nothing)
  #keeps = $state(true)
  /** What was said; that something was heard goes with it, and is nothing to wait for. */
  readonly #answers = $derived(this.#kept.answers.filter(({ type }) => type !== 'heard'))
  readonly #unsaved = $derived(this.#answers.filter(({ key }) => !this.#kept.saved.includes(key)).length)

  constructor(
    packed: Packed,
    person: PackedPerson,
    page: Document,
    places: readonly Place[],
    change: (() => void) | undefined,
  ) {
    this.#packed = packed
    this.#person = person
    this.#document = page
    this.#places = places
    this.name = `${packed.id} ${person.page.you.id}`
    const answers = () => this.#answers
    const unsaved = () => this.#unsaved
    const keeps = () => this.#keeps
    this.carried = {
      you: person.page.you,
      get answers() {
        return answers().length
      },
      get unsaved() {
        return unsaved()
      },
      get keeps() {
        return keeps()
      },
      save: () => this.#save(),
      text: () => asText(person, answers(), this.#reply()),
      copied: () => this.#carry(),
      change,
    }
  }

  get #store(): string {
    return `needledrop answers ${this.name}`
  }

  async enter(): Promise<Entered> {
    this.#kept = await readAll(this.#places, this.#store)
    // Whether the browser keeps anything is found out before somebody relies on it.
    this.#keeps = await writeAll(this.#places, this.#store, this.#kept)
    return { kind: 'in' }
  }

  async page(): Promise<Page> {
    const { page } = this.#person
    if (page.picture !== null && this.#packed.picture !== null && this.#picture === '') {
      const type = this.#packed.picture
      if (this.#packed.folder) this.#picture = type === 'video/webm' ? 'picture.webm' : 'picture.mp4'
      else {
        const blob = await insideAsBlob(this.#document, picture, type)
        if (blob !== undefined) this.#picture = URL.createObjectURL(blob)
      }
    }
    return page
  }

  said(): Promise<Said> {
    return Promise.resolve(withAnswers(this.#person, this.#kept.answers))
  }

  /** Keeps answers: from here on they are the page's, and go with the reply. */
  async send(answers: readonly Answer[]): Promise<readonly Received[]> {
    await this.#keep(together(this.#kept, { answers, saved: [] }))
    return answers.map(({ key }) => ({ key, outcome: 'taken', reason: '' }))
  }

  follow(hearing: Hearing): () => void {
    this.#hearing = hearing
    hearing.reached(true)
    // The same file in another window of the browser.
    const elsewhere = ({ key }: StorageEvent) => {
      if (key === this.#store) void this.#again()
    }
    addEventListener('storage', elsewhere)
    return () => {
      this.#hearing = undefined
      removeEventListener('storage', elsewhere)
    }
  }

  looksAt(): void {
    // Nobody else is here.
  }

  address(): string {
    return this.#picture
  }

  sound(media: MediaId, signal: AbortSignal): Promise<ArrayBuffer> {
    return this.#packed.folder ? besideAsBytes(this.#document, media, signal) : insideAsBytes(this.#document, media)
  }

  async #again(): Promise<void> {
    this.#kept = together(this.#kept, await readAll(this.#places, this.#store))
    this.#hearing?.said()
  }

  async #keep(kept: Kept): Promise<void> {
    this.#kept = kept
    this.#keeps = await writeAll(this.#places, this.#store, kept)
  }

  #reply(): string {
    return replyOf(this.#packed, this.#person, this.#kept.answers, moment())
  }

  /** Everything is in a reply that is on its way. */
  #carry(): void {
    void this.#keep({ ...this.#kept, saved: this.#kept.answers.map(({ key }) => key) })
  }

  #save(): string {
    const name = fileName(this.#person)
    const url = URL.createObjectURL(new Blob([this.#reply()], { type: 'application/json' }))
    const link = this.#document.createElement('a')
    link.href = url
    link.download = name
    this.#document.body.append(link)
    link.click()
    link.remove()
    // Some browsers fetch it after the click.
    setTimeout(() => URL.revokeObjectURL(url), 60_000)
    this.#carry()
    return name
  }
}
