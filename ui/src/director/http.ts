/** A round over its link. The token goes from the address to the server once; from then on a cookie lets in. */

import type { Answer, MediaId, Page, Received, Said } from '../generated'
import {
  Closed,
  Later,
  Missing,
  NotTaken,
  Unreached,
  type Door,
  type Entered,
  type Hearing,
  type Present,
  type Refusal,
} from './door'

/** What is said where a link is over, or was never one. */
const over: readonly Refusal[] = ['unknown', 'expired', 'revoked']
/** What is said to whoever comes in besides: it may be otherwise in a minute. */
const later: readonly Refusal[] = ['slower', 'full']
/** What it says where it was reached and takes no question: no proxy says so in its stead. */
const busy: readonly string[] = [...later, 'unavailable']

/** How long a question may take, in milliseconds: a connection that died without a word answers none, and it is asked again. */
const patience = 60_000
/** How long is waited until news are asked for again where the browser has given up, in milliseconds: twice as long each time. */
const firstWait = 3_000
const longestWait = 12_000

interface Refused {
  readonly reason?: string
  readonly seconds?: number
}

async function reach(address: string, init?: RequestInit): Promise<Response> {
  try {
    const signal = AbortSignal.timeout(patience)
    return await fetch(address, { credentials: 'same-origin', cache: 'no-store', signal, ...init })
  } catch {
    throw new Unreached()
  }
}

async function read<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T
  throw await refusalOf(response)
}

/**
 * What an answer that is no yes means. Only one that says so closes a link: whatever else stands in the way (a proxy, a server that
 * starts again) passes, and what was brought and does not fit is a matter of that alone.
 */
async function refusalOf(response: Response): Promise<Error> {
  const { reason } = await reasonOf(response)
  const why = closing(response.status, reason)
  if (why !== undefined) return new Closed(why)
  if (response.status === 400 || response.status === 413 || response.status === 422) return new NotTaken(reason)
  const isBusy = (response.status === 429 || response.status === 503) && reason !== undefined && busy.includes(reason)
  return isBusy ? new Later() : new Unreached()
}

/** Why a link does not open any more, where that is what was answered. */
function closing(status: number, reason: string | undefined): Refusal | undefined {
  if (status !== 401 && status !== 410) return undefined
  return over.find((one) => one === reason)
}

async function reasonOf(response: Response): Promise<Refused> {
  try {
    const said: unknown = await response.json()
    return typeof said === 'object' && said !== null ? said : {}
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
    const token = this.#token
    if (token === undefined) return await this.#hereBefore()
    const response = await reach(`${this.#base}enter`, brought({ token, ...(pin === undefined ? {} : { pin }) }))
    if (response.ok) return { kind: 'in' }
    const { reason, seconds } = await reasonOf(response)
    // Whoever is in types no PIN again, and is locked out by nobody's guesses.
    if (pin === undefined && (reason === 'pin' || reason === 'locked')) {
      const before = await this.#hereBefore()
      if (before.kind === 'in') return before
    }
    if (reason === 'pin' || reason === 'wrongPin') return { kind: 'pin', wrong: reason === 'wrongPin' }
    if (reason === 'locked') return { kind: 'locked', seconds: seconds ?? 900 }
    const why = [...over, ...later].find((one) => one === reason)
    if (why === undefined) throw new Unreached()
    return { kind: 'refused', reason: why }
  }

  /** The cookie says who it is. */
  async #hereBefore(): Promise<Entered> {
    const response = await reach(`${this.#base}said`)
    if (response.ok) return { kind: 'in' }
    const refused = await refusalOf(response)
    if (refused instanceof Closed) return { kind: 'refused', reason: refused.reason }
    throw refused
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
    let wait = firstWait
    let timer: ReturnType<typeof setTimeout> | undefined
    let source: EventSource
    const listen = () => {
      source = new EventSource(`${this.#base}events`)
      source.addEventListener('open', () => {
        wait = firstWait
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
        // A browser gives up for good where it is answered with anything but news, as by a proxy whose server starts again.
        if (source.readyState !== EventSource.CLOSED) return
        timer = setTimeout(listen, wait)
        wait = Math.min(longestWait, 2 * wait)
      })
    }
    listen()
    return () => {
      clearTimeout(timer)
      source.close()
    }
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
    if (response.status === 404) throw new Missing()
    if (!response.ok) throw await refusalOf(response)
    try {
      return await response.arrayBuffer()
    } catch {
      // The connection broke while it came.
      throw new Unreached()
    }
  }
}
