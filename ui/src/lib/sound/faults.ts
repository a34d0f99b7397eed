/** What cannot be played, told once as long as the same is loaded: an edit loads it anew, and so does each start. */

import type { TransportView } from '../../generated'

/** The files that were told of what is loaded. */
export interface Told {
  readonly source: string
  readonly paths: ReadonlySet<string>
}

export const nothingTold: Told = { source: '', paths: new Set() }

/** What of a view is to be said, and what was told then. */
export function newFaults(
  told: Told,
  view: Pick<TransportView, 'source' | 'faults'>,
): { readonly says: readonly string[]; readonly now: Told } {
  const source = JSON.stringify(view.source)
  const before = told.source === source ? told.paths : nothingTold.paths
  const fresh = view.faults.filter((fault) => !before.has(fault.path))
  if (fresh.length === 0 && told.source === source) return { says: [], now: told }
  const paths = new Set([...before, ...fresh.map((fault) => fault.path)])
  return { says: fresh.map((fault) => `${fault.path} cannot be played: ${fault.reason}.`), now: { source, paths } }
}
