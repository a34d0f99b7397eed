/** Proxies of pictures: what is shown now, and the sheet that says what one would come to before it is made. */

import type { BurnIn, CutId, PictureForReview, PlannedProxy, ProxyHeight } from '../../generated'
import * as ipc from '../ipc'
import { jobs } from '../jobs.svelte'
import { attempt } from '../toasts.svelte'

/** What the sheet is open for. */
interface Wanted {
  readonly cut: CutId
  /** Whose name may be burnt in. */
  readonly names: readonly string[]
}

class Proxies {
  /** What the sheet is open for; undefined while it is closed. */
  wanted = $state.raw<Wanted | undefined>()
}

export const proxies = new Proxies()

/** Opens the sheet for a cut. */
export function offerProxy(cut: CutId, names: readonly string[] = []): void {
  proxies.wanted = { cut, names }
}

/** Rises when a proxy was made or removed: whatever shows a picture asks again. */
export const proxiesMade = (): number => jobs.list.filter((job) => job.kind === 'proxy' && job.finished).length

export const pictureForReview = (cut: CutId): Promise<PictureForReview> => ipc.ask('picture_for_review', { cut })

/** Finds out what a proxy comes to. */
export async function plan(cut: CutId, height: ProxyHeight, burn: BurnIn): Promise<PlannedProxy> {
  const spec = { height, burn }
  const asked = JSON.stringify(spec)
  return new Promise((answer, refuse) => {
    const listening = ipc.on('planned', ({ told }) => {
      if (told.cut !== cut || JSON.stringify(told.spec) !== asked) return
      void listening.then((stop) => stop())
      answer(told)
    })
    listening.then(() => ipc.ask('plan_proxy', { cut, spec })).catch(refuse)
  })
}

/** Makes a proxy for everybody, or one for each name; the panel shows how far they are. */
export async function make(cut: CutId, height: ProxyHeight, burns: readonly BurnIn[]): Promise<void> {
  for (const burn of burns) await attempt(ipc.ask('make_proxy', { cut, spec: { height, burn } }))
  jobs.open = true
  proxies.wanted = undefined
}
