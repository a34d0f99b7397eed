/** The guide to the choices of how cues are used. */

import type { UsageGuide } from '../generated'
import * as ipc from './ipc'
import { attempt } from './toasts.svelte'

class Usages {
  /** Undefined until the core has told it. */
  guide = $state.raw<UsageGuide>()
}

export const usages = new Usages()

export async function readGuide(): Promise<void> {
  usages.guide ??= await attempt(ipc.ask('usage_guide'))
}
