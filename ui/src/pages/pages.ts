/** What each page shows. */

import type { Component } from 'svelte'
import type { ShowView } from '../generated'
import type { Page } from '../lib/pages'
import ClearPage from './clear/ClearPage.svelte'
import DeliverPage from './deliver/DeliverPage.svelte'
import LibraryPage from './library/LibraryPage.svelte'
import ReviewPage from './review/ReviewPage.svelte'
import SeasonPage from './season/SeasonPage.svelte'
import SpotPage from './spot/SpotPage.svelte'

export const components: Readonly<Record<Page, Component<{ show: ShowView }>>> = {
  library: LibraryPage,
  spot: SpotPage,
  review: ReviewPage,
  clear: ClearPage,
  deliver: DeliverPage,
  season: SeasonPage,
}
