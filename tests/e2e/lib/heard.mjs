// What was recorded of a sound device, looked at: how loud a tone is in it, where it stands still, where it jumps.

/** Samples a second of what is recorded. */
export const rate = 48_000

/** How loud the tone of `hertz` is in `samples` from `at` on, over `length` samples. */
export function tone(samples, hertz, at, length) {
  let [real, imaginary] = [0, 0]
  for (let n = 0; n < length; n += 1) {
    const turn = (2 * Math.PI * hertz * n) / rate
    real += samples[at + n] * Math.cos(turn)
    imaginary -= samples[at + n] * Math.sin(turn)
  }
  return (2 * Math.hypot(real, imaginary)) / length
}

/** The longest stretch that stands still between two points, in milliseconds. */
export function longestGap(samples, from, to, still) {
  let [gap, longest] = [0, 0]
  for (let at = from; at < to; at += 1) {
    gap = Math.abs(samples[at]) < still ? gap + 1 : 0
    longest = Math.max(longest, gap)
  }
  return (longest * 1_000) / rate
}

/** The sharpest bend between two points: of a tone it is small, where something jumps it is as large as the jump. */
export function sharpest(samples, from, to) {
  let most = 0
  for (let at = Math.max(2, from); at < to; at += 1) {
    most = Math.max(most, Math.abs(samples[at] - 2 * samples[at - 1] + samples[at - 2]))
  }
  return most
}

/** Where the short marks stand that one side has and the other has not. */
export function marks([left, right]) {
  const found = []
  for (let at = 0; at < left.length; at += 1) {
    if (Math.abs(right[at] - left[at]) > 0.3) {
      found.push(at)
      at += rate / 10
    }
  }
  return found
}
