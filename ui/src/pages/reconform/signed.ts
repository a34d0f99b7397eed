import type { FrameRate } from '../../generated'
import { durationTimecode } from '../../time/time'

/** An amount of time in words, to the frame: `6 s 12 fr`, `1 min 30 s`; by the rate's timecode, as lengths are shown. */
export function amountWords(amount: number, rate: FrameRate): string {
  const parts = durationTimecode(Math.abs(amount), rate).split(/[:;]/).map(Number)
  const said = ['h', 'min', 's', 'fr']
    .map((unit, at) => ({ many: parts[at] ?? 0, unit }))
    .filter(({ many }) => many > 0)
  return said.length === 0 ? '0' : said.map(({ many, unit }) => `${many} ${unit}`).join(' ')
}

/** The same with its sign: `+6 s 12 fr`, `−10 fr`; `0` for less than half a frame. */
export function signed(amount: number, rate: FrameRate): string {
  const words = amountWords(amount, rate)
  return words === '0' ? words : `${amount < 0 ? '−' : '+'}${words}`
}
