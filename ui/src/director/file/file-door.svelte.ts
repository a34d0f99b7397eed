/** A round in a file: everything is in the page, and what is said stays in it until it is carried back. */

import type { Answer, MediaId, Packed, PackedPerson, Page, Received, Said } from '../../generated'
import { setOf } from '../../lib/lists/collections'
import type { Door, Entered, Hearing } from '../door'
import { moment } from '../outbox'
import { Carrying, type Telling } from './carrying.svelte'
import type { Place } from './kept'
import { besideAsBytes, insideAsBlob, insideAsBytes } from './media'
import { asText, fileName, replyOf } from './reply'
import { roomFor } from './room'
import { withAnswers } from './said'

const full = 'a reply has no more room: save it, send it, and ask for a new file'

/** The name of the picture inside, and of its file beside the page. */
const picture = 'picture' as MediaId

export class FileDoor implements Door {
  readonly name: string
  readonly carried: Carrying<Answer>
  readonly #packed: Packed
  readonly #person: PackedPerson
  readonly #document: Document
  #picture = ''

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
    this.name = `${packed.id} ${person.page.you.id}`
    const telling: Telling<Answer> = {
      store: `needledrop answers ${this.name}`,
      name: person.page.you.name,
      file: fileName(person),
      // That something was heard goes with what was said, and is nothing to wait for.
      counts: ({ type }) => type !== 'heard',
      reply: (answers) => replyOf(packed, person, answers, moment()),
      text: (answers, reply) => asText(person, answers, reply),
      change,
    }
    this.carried = new Carrying(telling, page, places)
  }

  async enter(): Promise<Entered> {
    await this.carried.open()
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
    return Promise.resolve(withAnswers(this.#person, this.carried.all))
  }

  /** Keeps answers: from here on they are the page's, and go with the reply. What no reply has room for is not taken. */
  async send(answers: readonly Answer[]): Promise<readonly Received[]> {
    const room = roomFor(this.carried.all, answers)
    const taken = setOf(room.map(({ key }) => key))
    await this.carried.add(room)
    return answers.map(({ key, type }) =>
      taken.has(key) || type === 'heard'
        ? { key, outcome: 'taken', reason: '' }
        : { key, outcome: 'refused', reason: full },
    )
  }

  follow(hearing: Hearing): () => void {
    hearing.reached(true)
    return this.carried.follow(() => hearing.said())
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
}
