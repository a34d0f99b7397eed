import { mount } from 'svelte'
import './app.css'
import App from './App.svelte'
import * as ipc from './lib/ipc'
import PictureWindow from './pages/shell/PictureWindow.svelte'
import { recallTheme } from './pages/shell/theme'

const target = document.getElementById('app')
if (target === null) throw new Error('index.html has no element with the id app')

recallTheme()
mount(ipc.windowLabel() === 'picture' ? PictureWindow : App, { target })
