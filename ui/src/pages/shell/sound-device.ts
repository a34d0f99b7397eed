/** Through which device sound is played: remembered by this window, kept by the core. */

import * as ipc from '../../lib/ipc'
import { soundDevice, soundPeriod } from '../../lib/preferences.svelte'
import { attempt } from '../../lib/toasts.svelte'

/** Frames that a device may be asked to take at once. */
export const periods = [256, 512, 1024, 2048, 4096] as const

/** The name of the device that is wished for; null is the system's default one. */
const wished = () => (soundDevice.value === '' ? null : soundDevice.value)

/** What is wished for, told to the core. */
export async function tellSoundDevice(): Promise<void> {
  const period = periods.find((one) => one === soundPeriod.value) ?? 1024
  await attempt(ipc.ask('set_sound_device', { name: wished(), period }))
}

/** As it was left, when the window opens. */
export async function recallSoundDevice(): Promise<void> {
  if (wished() !== null || soundPeriod.value !== 1024) await tellSoundDevice()
}
