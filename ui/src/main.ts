import { mount } from 'svelte'
import './app.css'
import App from './App.svelte'
import { recallTheme } from './pages/shell/theme'

const target = document.getElementById('app')
if (target === null) throw new Error('index.html has no element with the id app')

recallTheme()
mount(App, { target })
