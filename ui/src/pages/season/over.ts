/** Which two cuts lie over each other: never one and the same. */

import type { CutId } from '../../generated'

interface NamedCut {
  readonly id: CutId
  readonly name: string
}

/** The cuts that were chosen, or the first ones that there are; no second where there is one alone. */
export function pairOf(
  cuts: readonly NamedCut[],
  one: CutId | undefined,
  other: CutId | undefined,
): { readonly first: NamedCut | undefined; readonly second: NamedCut | undefined } {
  const taken = cuts.find((cut) => cut.id === other)
  const first = cuts.find((cut) => cut.id === one) ?? cuts.find((cut) => cut !== taken) ?? taken
  const second = taken !== undefined && taken !== first ? taken : cuts.find((cut) => cut !== first)
  return { first, second }
}

/** What is chosen once a cut is: where it is the other one already, the two change places. */
export function chosenBeside(
  cut: CutId,
  before: CutId | undefined,
  beside: CutId | undefined,
): { readonly chosen: CutId; readonly beside: CutId | undefined } {
  return { chosen: cut, beside: cut === beside ? before : beside }
}
