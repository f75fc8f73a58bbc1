import './mantine.css'
import './theme.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { createClient } from './client.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root element')
createRoot(root).render(<App connection={createClient()} />)
