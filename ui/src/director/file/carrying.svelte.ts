/** What is said in a page that sends nothing: kept in the browser, and carried back as a file or as text. */

import type { Carried } from '../carried'
import { nothing, readAll, together, writeAll, type Kept, type Place, type Told } from './kept'

/** What a page says of its replies. */
export interface Telling<A extends Told> {
  /** Under which name it is kept. */
  readonly store: string
  /** Who answers. */
  readonly name: string
  /** What the file is called. */
  readonly file: string
  /** Whether somebody waits for it: what is only noted goes along, and is nothing to send. */
  readonly counts: (answer: A) => boolean
  readonly reply: (answers: readonly A[]) => string
  readonly text: (answers: readonly A[], reply: string) => string
  /** Lets somebody else answer. */
  readonly change?: (() => void) | undefined
}

export class Carrying<A extends Told> implements Carried {
  readonly #telling: Telling<A>
  readonly #document: Document
  readonly #places: readonly Place[]
  #kept = $state.raw<Kept<A>>(nothing)
  #keeps = $state(true)
  #opening: Promise<void> = Promise.resolve()
  /** Keys of what is in the reply that was made last: more may have been said by the time that it is copied. */
  #replied: readonly string[] = []
  readonly #counted = $derived(this.#kept.answers.filter((answer) => this.#telling.counts(answer)))
  readonly #unsaved = $derived(this.#counted.filter(({ key }) => !this.#kept.saved.includes(key)).length)

  constructor(telling: Telling<A>, page: Document, places: readonly Place[]) {
    this.#telling = telling
    this.#document = page
    this.#places = places
  }

  get name(): string {
    return this.#telling.name
  }

  get change(): (() => void) | undefined {
    return this.#telling.change
  }

  /** Everything that was said. */
  get all(): readonly A[] {
    return this.#kept.answers
  }

  get answers(): number {
    return this.#counted.length
  }

  get unsaved(): number {
    return this.#unsaved
  }

  get keeps(): boolean {
    return this.#keeps
  }

  /** Takes up what was said before. Whether the browser keeps anything is found out before somebody relies on it. */
  open(): Promise<void> {
    this.#opening = this.#takeUp()
    return this.#opening
  }

  /** Hears of the same file in another window of the browser. */
  follow(said: () => void): () => void {
    const elsewhere = ({ key }: StorageEvent) => {
      if (key !== this.#telling.store) return
      void readAll<A>(this.#places, this.#telling.store).then((found) => {
        this.#kept = together(this.#kept, found)
        said()
      })
    }
    addEventListener('storage', elsewhere)
    return () => removeEventListener('storage', elsewhere)
  }

  /** From here on these are the page's, and go with the reply. */
  add(answers: readonly A[]): Promise<void> {
    return this.#keep(together(this.#kept, { answers, saved: [] }))
  }

  save(): string {
    const { file } = this.#telling
    const url = URL.createObjectURL(new Blob([this.#reply()], { type: 'application/json' }))
    const link = this.#document.createElement('a')
    link.href = url
    link.download = file
    this.#document.body.append(link)
    link.click()
    link.remove()
    // Some browsers fetch it after the click.
    setTimeout(() => URL.revokeObjectURL(url), 60_000)
    this.copied()
    return file
  }

  text(): string {
    return this.#telling.text(this.#counted, this.#reply())
  }

  /** What is in the reply that was made last is on its way. */
  copied(): void {
    void this.#keep(together(this.#kept, { answers: [], saved: this.#replied }))
  }

  #reply(): string {
    this.#replied = this.#kept.answers.map(({ key }) => key)
    return this.#telling.reply(this.#kept.answers)
  }

  async #takeUp(): Promise<void> {
    const found = await readAll<A>(this.#places, this.#telling.store)
    // Something may have been said meanwhile.
    this.#kept = together(this.#kept, found)
    this.#keeps = await writeAll(this.#places, this.#telling.store, this.#kept)
  }

  async #keep(kept: Kept<A>): Promise<void> {
    this.#kept = kept
    // Nothing is written over what is still being read, nor over what another window wrote meanwhile.
    await this.#opening
    const found = await readAll<A>(this.#places, this.#telling.store)
    // More may have been said here, too.
    this.#kept = together(this.#kept, found)
    this.#keeps = await writeAll(this.#places, this.#telling.store, this.#kept)
  }
}
