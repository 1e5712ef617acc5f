import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, useEffect, useState, type ComponentType } from 'react'
import { RouterProvider } from 'react-router'
import { ClerkGate } from './features/account/clerk-gate.tsx'
import { router } from './routes.tsx'
import { cssVariables, theme } from './theme.ts'
import { queryClient, trpc, trpcClient } from './trpc.ts'

/** Everything around the pages. */
export function App() {
  return (
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <trpc.Provider client={trpcClient} queryClient={queryClient}>
          <QueryClientProvider client={queryClient}>
            <ClerkGate>
              <RouterProvider router={router} />
            </ClerkGate>
            <ToastsAfterThePage />
          </QueryClientProvider>
        </trpc.Provider>
      </MantineProvider>
    </StrictMode>
  )
}

/**
 * Nothing is said before something was done: messages wait in their store until their code is there. A server that is
 * away at that moment is asked again.
 */
function ToastsAfterThePage() {
  const [Toasts, setToasts] = useState<ComponentType | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const load = (): void => {
      import('./ui/toasts.tsx').then(
        (loaded) => setToasts(() => loaded.Toasts),
        () => {
          timer = setTimeout(load, 3_000)
        },
      )
    }
    timer = setTimeout(load, 800)
    return () => clearTimeout(timer)
  }, [])
  return Toasts && <Toasts />
}
