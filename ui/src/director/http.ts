/** A round over its link. The token goes from the address to the server once; from then on a cookie lets in. */

import type { Answer, MediaId, Page, Received, Said } from '../generated'
import { Closed, Unreached, type Door, type Entered, type Hearing, type Present, type Refusal } from './door'

const refusals: readonly Refusal[] = ['unknown', 'expired', 'revoked', 'slower', 'full']

interface Refused {
  readonly reason?: string
  readonly seconds?: number
}

async function reach(address: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { credentials: 'same-origin', cache: 'no-store', ...init })
  } catch {
    throw new Unreached()
  }
}

async function read<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T
  throw await refusalOf(response)
}

async function refusalOf(response: Response): Promise<Error> {
  if (response.status >= 500 || response.status === 429 || response.status === 408) return new Unreached()
  const { reason } = await reasonOf(response)
  return new Closed(refusals.find((one) => one === reason) ?? 'unknown')
}

async function reasonOf(response: Response): Promise<Refused> {
  try {
    return (await response.json()) as Refused
  } catch {
    return {}
  }
}

const brought = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

export class LinkDoor implements Door {
  readonly name: string
  readonly carried = undefined
  readonly #base: string
  #token: string | undefined

  /** `location` is that of the page: `/r/HANDLE/#TOKEN`. */
  constructor(location: Location, history: History) {
    this.#base = location.pathname.replace(/[^/]*$/, '')
    this.name = this.#base
    const token = location.hash.slice(1)
    if (token === '') return
    this.#token = token
    // What stands in the address is seen over a shoulder, and kept in the browser's history.
    history.replaceState(null, '', this.#base)
  }

  async enter(pin?: string): Promise<Entered> {
    if (this.#token === undefined) {
      // Here before: the cookie says who it is.
      const response = await reach(`${this.#base}said`)
      if (response.ok) return { kind: 'in' }
      const refused = await refusalOf(response)
      if (refused instanceof Closed) return { kind: 'refused', reason: refused.reason }
      throw refused
    }
    const response = await reach(
      `${this.#base}enter`,
      brought({ token: this.#token, ...(pin === undefined ? {} : { pin }) }),
    )
    if (response.ok) return { kind: 'in' }
    const { reason, seconds } = await reasonOf(response)
    if (reason === 'pin' || reason === 'wrongPin') return { kind: 'pin', wrong: reason === 'wrongPin' }
    if (reason === 'locked') return { kind: 'locked', seconds: seconds ?? 900 }
    if (response.status >= 500 && reason !== 'full') throw new Unreached()
    return { kind: 'refused', reason: refusals.find((one) => one === reason) ?? 'unknown' }
  }

  async page(): Promise<Page> {
    return await read(await reach(`${this.#base}round`))
  }

  async said(): Promise<Said> {
    return await read(await reach(`${this.#base}said`))
  }

  async send(answers: readonly Answer[]): Promise<readonly Received[]> {
    const response = await reach(`${this.#base}answers`, brought({ answers }))
    return (await read<{ received: readonly Received[] }>(response)).received
  }

  follow(hearing: Hearing): () => void {
    const source = new EventSource(`${this.#base}events`)
    source.addEventListener('open', () => {
      hearing.reached(true)
      // What was said, and what became otherwise, while nobody listened.
      hearing.said()
      hearing.round()
    })
    source.addEventListener('round', () => hearing.round())
    source.addEventListener('said', () => hearing.said())
    source.addEventListener('present', ({ data }: MessageEvent<string>) => {
      hearing.present(JSON.parse(data) as readonly Present[])
    })
    source.addEventListener('error', () => {
      hearing.reached(false)
      // Whether the way or the link is closed, the next question tells.
      hearing.said()
    })
    return () => source.close()
  }

  looksAt(cue: number): void {
    // Of no consequence when it is lost.
    reach(`${this.#base}here`, brought({ cue })).catch(() => undefined)
  }

  address(media: MediaId): string {
    return `${this.#base}media/${media}`
  }

  async sound(media: MediaId, signal: AbortSignal): Promise<ArrayBuffer> {
    const response = await reach(this.address(media), { signal })
    if (!response.ok) throw await refusalOf(response)
    return await response.arrayBuffer()
  }
}
