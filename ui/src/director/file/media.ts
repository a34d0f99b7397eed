/**
 * Pictures and sound of a package: in the page as base64, in parts, or beside it. They are decoded when somebody wants them, a part
 * at a time, so that an hour of picture never lies in memory twice.
 */

import type { MediaId } from '../../generated'

/** What browsers of this year can do by themselves. */
const quick = (Uint8Array as unknown as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> }).fromBase64

export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  if (quick !== undefined) return quick(base64)
  const letters = atob(base64)
  const bytes = new Uint8Array(letters.length)
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at)
  return bytes
}

/** Takes one turn of the page's, so that it stays live. */
const turn = () => new Promise((resolve) => setTimeout(resolve))

const partsOf = (page: Document, media: MediaId): readonly Element[] => [
  ...page.querySelectorAll(`script[data-media="${CSS.escape(media)}"]`),
]

/** Media as they lie in the page, in one piece; nothing where they are not there. */
export async function insideAsBlob(page: Document, media: MediaId, type: string): Promise<Blob | undefined> {
  const parts: Blob[] = []
  for (const part of partsOf(page, media)) {
    parts.push(new Blob([bytesOf(part.textContent)]))
    // It is kept once, and no longer as text.
    part.remove()
    await turn()
  }
  return parts.length === 0 ? undefined : new Blob(parts, { type })
}

export async function insideAsBytes(page: Document, media: MediaId): Promise<ArrayBuffer> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  for (const part of partsOf(page, media)) {
    parts.push(bytesOf(part.textContent))
    await turn()
  }
  return joined(parts)
}

function joined(parts: readonly Uint8Array<ArrayBuffer>[]): ArrayBuffer {
  if (parts.length === 0) throw new Error('this sound is not in the package')
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole.buffer
}

/** What waits for a file beside the page, by the name of its media. */
const waiting = new Map<string, (parts: readonly string[]) => void>()

/** Files beside a page say this. */
function handOver(media: string, parts: readonly string[]): void {
  waiting.get(media)?.(parts)
}

/**
 * Media that lie beside the page. A page that was opened from a disk may read no file there, but may run one: so each is a script
 * that hands its bytes over.
 */
export async function besideAsBytes(page: Document, media: MediaId, signal: AbortSignal): Promise<ArrayBuffer> {
  ;(globalThis as { needledropMedia?: typeof handOver }).needledropMedia ??= handOver
  const script = page.createElement('script')
  // Scripts run in this page by its nonce alone.
  script.nonce = page.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? ''
  script.src = `sound/${media}.js`
  try {
    const parts = await new Promise<readonly string[]>((resolve, reject) => {
      waiting.set(media, resolve)
      script.addEventListener('error', () => reject(new Error(`${script.src} is not there`)))
      signal.addEventListener('abort', () => reject(new Error('nobody waits for it any more')))
      page.head.append(script)
    })
    return joined(parts.map(bytesOf))
  } finally {
    waiting.delete(media)
    script.remove()
  }
}
