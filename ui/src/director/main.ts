import { mount } from 'svelte'
import '../app.css'
import './director.css'
import Director from './Director.svelte'
import { LinkDoor } from './http'

const target = document.getElementById('app')
if (target === null) throw new Error('the page has no element with the id app')
target.classList.add('director')

mount(Director, { target, props: { door: new LinkDoor(location, history) } })
