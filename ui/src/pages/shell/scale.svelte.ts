/** How large the window draws everything, in percent: the web view's own zoom, so that text and lines stay sharp. */

import * as ipc from '../../lib/ipc'
import { scale } from '../../lib/preferences.svelte'
import { attempt } from '../../lib/toasts.svelte'

const steps = [80, 90, 100, 110, 125, 150, 175, 200] as const
const usual = 100

/** The scale in percent, held to what is offered. */
function scaleNow(): number {
  return steps.find((step) => step >= scale.value) ?? usual
}

/** The next larger or smaller step. */
export async function scaleBy(by: 1 | -1): Promise<void> {
  const next = steps[steps.indexOf(scaleNow() as (typeof steps)[number]) + by]
  if (next !== undefined) await scaleTo(next)
}

async function scaleTo(percent: number): Promise<void> {
  scale.value = percent
  await attempt(ipc.setZoom(percent / 100))
}

/** As it was left, when the window opens. */
export async function recallScale(): Promise<void> {
  if (scaleNow() !== usual) await scaleTo(scaleNow())
}

export const usualScale = () => scaleTo(usual)
