/** Lists of which the core tells again only what changed. */

interface Told {
  readonly version: number
  readonly season: number
}

/** The version to name when a season is asked for again; null asks for all of it. */
export function sinceOf(known: Told | undefined, season: number | undefined): number | null {
  return known !== undefined && (season === undefined || season === known.season) ? known.version : null
}

/** A list as it is now: what changed, and the rest from before; undefined where something is missing of it. */
export function patched<T extends { readonly id: number }>(
  order: readonly number[],
  changed: readonly T[],
  before: readonly T[],
): T[] | undefined {
  const found = order.map((id) => changed.find((one) => one.id === id) ?? before.find((one) => one.id === id))
  return found.every((one) => one !== undefined) ? found : undefined
}

/** Asks for what changed since `known`, and for all where that does not do. */
export async function withNews<T extends Told>(
  known: T | undefined,
  season: number | undefined,
  ask: (since: number | null) => Promise<T>,
  complete: (news: T, known: T) => T | undefined,
): Promise<T> {
  const since = sinceOf(known, season)
  const news = await ask(since)
  if (since === null || known === undefined) return news
  return (news.season === known.season ? complete(news, known) : undefined) ?? ask(null)
}
