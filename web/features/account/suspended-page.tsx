import { usePageTitle } from '../../shell/page.tsx'
import { SignOutButton } from './sign-out-button.tsx'

/** Whoever runs this JobPilot has closed the account for the time being. */
export function SuspendedPage() {
  usePageTitle('Account suspended')
  return (
    <main className="gate">
      <h1>This account is suspended</h1>
      <p>
        Whoever runs this JobPilot has suspended it. Nothing of yours was deleted: write to them to have it
        restored, or for a copy of your data.
      </p>
      <div className="row">
        <SignOutButton />
      </div>
    </main>
  )
}
