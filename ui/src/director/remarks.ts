/** Remarks that a plain answer took the place of, so that asking for one again begins with it. */

import type { ProposalId } from '../generated'

interface Said {
  readonly words: string
}

export class Remarks {
  readonly #kept = new Map<ProposalId, string>()

  /** Keeps what was said of a proposal; says whether there was a remark. */
  keep(said: Said | undefined, proposal: ProposalId): boolean {
    if (said === undefined || said.words === '') return false
    this.#kept.set(proposal, said.words)
    return true
  }

  /** The remark on a proposal: what is said of it now, else what was. */
  on(proposal: ProposalId, said: Said | undefined): string {
    return said === undefined || said.words === '' ? (this.#kept.get(proposal) ?? '') : said.words
  }
}
