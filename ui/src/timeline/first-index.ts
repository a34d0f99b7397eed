// Finding by halving.

/** The first index from 0 at which something that stays true has become true; `count` if it never does. */
export function firstIndex(count: number, is: (index: number) => boolean): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (is(middle)) high = middle
    else low = middle + 1
  }
  return low
}
