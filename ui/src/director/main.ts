import { mount } from 'svelte'
import '../app.css'
import './director.css'
import type { BriefPage, Packed } from '../generated'
import Brief from './brief/Brief.svelte'
import Director from './Director.svelte'
import PackedReview from './file/Packed.svelte'
import { watchFocus } from '../lib/keys'
import { LinkDoor } from './http'

const target = document.getElementById('app')
if (target === null) throw new Error('the page has no element with the id app')
target.classList.add('director')
target.replaceChildren()
watchFocus(window)

const brief = document.getElementById('needledrop-brief')
const packed = document.getElementById('needledrop-package')
if (brief !== null) mount(Brief, { target, props: { brief: JSON.parse(brief.textContent) as BriefPage } })
else if (packed === null) mount(Director, { target, props: { door: new LinkDoor(location, history) } })
else mount(PackedReview, { target, props: { packed: JSON.parse(packed.textContent) as Packed } })
