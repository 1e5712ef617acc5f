import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, StrictMode, Suspense, useEffect, useState } from 'react'
import { RouterProvider } from 'react-router'
import { router } from './routes.tsx'
import { cssVariables, theme } from './theme.ts'
import { queryClient, trpc, trpcClient } from './trpc.ts'

const Toasts = lazy(async () => ({ default: (await import('./ui/toasts.tsx')).Toasts }))

/** Everything around the pages. */
export function App() {
  return (
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <trpc.Provider client={trpcClient} queryClient={queryClient}>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
            <AfterThePage />
          </QueryClientProvider>
        </trpc.Provider>
      </MantineProvider>
    </StrictMode>
  )
}

/** Nothing is said before something was done: messages wait in their store until their code is there. */
function AfterThePage() {
  const [due, setDue] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), 800)
    return () => clearTimeout(timer)
  }, [])
  if (!due) return null
  return (
    <Suspense>
      <Toasts />
    </Suspense>
  )
}
