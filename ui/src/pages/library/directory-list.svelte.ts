/** A list of the directory, and what is known of the rows that are picked in it. */

import { Answer } from '../../lib/answer.svelte'
import { dependsOnFacets, ofDirectory } from '../../lib/facets.svelte'
import { directory } from './directory.svelte'
import { RowPicking } from './row-picking.svelte'

interface Query {
  readonly text: string
  readonly offset: number
  readonly limit: number
}

/** What the core answers: some of the rows that match, and how many there are. */
interface Found<Row> {
  readonly rows: readonly Row[]
  readonly matched: number
  readonly total: number
}

/** Rows that match what is searched for in the directory. */
export class DirectoryList<Id, Row extends { readonly id: Id }> {
  /** Rows that are shown at most. */
  readonly most = 1_000
  readonly picking: RowPicking<Id>
  readonly #answer: Answer<Found<Row>>

  constructor(
    ask: (query: Query) => Promise<Found<Row>>,
    chosen: () => readonly Id[],
    choose: (ids: readonly Id[]) => void,
  ) {
    this.#answer = new Answer(() => {
      dependsOnFacets(ofDirectory)
      return ask({ text: directory.text, offset: 0, limit: this.most })
    })
    this.picking = new RowPicking(() => this.rows.map((row) => row.id), chosen, choose)
  }

  /** Undefined until the core has answered. */
  get found(): Found<Row> | undefined {
    return this.#answer.value
  }

  get rows(): readonly Row[] {
    return this.#answer.value?.rows ?? []
  }
}

/** More than these are not read to be compared. */
const compared = 200

/** What is known of those that are picked and still there: a merge or an undo may have taken some away. */
export class Picked<Id, View> {
  readonly #answer: Answer<readonly View[]>

  constructor(chosen: () => readonly Id[], ask: (id: Id) => Promise<View>) {
    this.#answer = new Answer(() => {
      dependsOnFacets(ofDirectory)
      const ids = chosen().slice(0, compared)
      return ids.length === 0 ? undefined : known(ids, ask)
    })
  }

  get all(): readonly View[] {
    return this.#answer.value ?? []
  }

  get single(): View | undefined {
    return this.all.length === 1 ? this.all[0] : undefined
  }
}

async function known<Id, View>(ids: readonly Id[], ask: (id: Id) => Promise<View>): Promise<readonly View[]> {
  const found = await Promise.allSettled(ids.map(ask))
  return found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
}
