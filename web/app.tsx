import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, StrictMode, Suspense } from 'react'
import { RouterProvider } from 'react-router'
import { router } from './routes.tsx'
import { cssVariables, theme } from './theme.ts'
import { queryClient, trpc, trpcClient } from './trpc.ts'

// Nothing is said before something was done: its code can come after the page.
const Toasts = lazy(async () => ({ default: (await import('./ui/toasts.tsx')).Toasts }))

/** Everything around the pages. */
export function App() {
  return (
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
}
