import type { FrameRate } from '../../generated'
import { durationTimecode } from '../../time/time'

/** `+12:10`: an amount with its sign, without the hours and minutes that it does not have. */
export function signed(amount: number, rate: FrameRate): string {
  if (amount === 0) return '0'
  const whole = durationTimecode(Math.abs(amount), rate).replace(/^(00[:;])+(?=\d\d[:;]\d\d$|\d\d[:;]\d\d[:;])/, '')
  return `${amount < 0 ? '−' : '+'}${whole}`
}
