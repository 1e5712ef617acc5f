import './styles/tokens.css'
import '@mantine/core/styles.layer.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, startTransition, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router'
import { router } from './routes.tsx'
import './styles/base.css'
import './styles/mantine.css'
import { cssVariables, theme } from './theme.ts'
import { queryClient, trpc, trpcClient } from './trpc.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

// Nothing is said before something was done: its code can come after the page.
const Toasts = lazy(async () => ({ default: (await import('./ui/toasts.tsx')).Toasts }))

const app = (
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <trpc.Provider client={trpcClient} queryClient={queryClient}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
          <Suspense>
            <Toasts />
          </Suspense>
        </QueryClientProvider>
      </trpc.Provider>
    </MantineProvider>
  </StrictMode>
)

// In a task of its own, and in slices: on a slow phone neither loading nor drawing the page may hold up a tap.
setTimeout(() => startTransition(() => createRoot(root).render(app)))
