import './styles/tokens.css'
import './styles/mantine-parts.css'
import { startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import './styles/base.css'
import './styles/mantine.css'

const element = document.getElementById('root')
if (!element) throw new Error('index.html has no #root')
const root = createRoot(element)

/** A turn for what else waits: on a slow phone neither loading nor drawing the page may hold up a tap. */
const nextTask = () => new Promise((resolve) => setTimeout(resolve))

async function start(): Promise<void> {
  await nextTask()
  const { App } = await import('./app.tsx')
  await nextTask()
  startTransition(() => root.render(<App />))
}

void start()
