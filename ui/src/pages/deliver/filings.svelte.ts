/** Sheets that were issued since the window opened: the ledger is read again then, which no edit tells of. */

export const filings = $state({ count: 0 })
