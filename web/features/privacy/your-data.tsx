import { ConsentsCard } from './consents-card.tsx'
import { DeleteCard } from './delete-card.tsx'
import { ExportCard } from './export-card.tsx'
import { ImportCard } from './import-card.tsx'
import { RegisterCard } from './register-card.tsx'

/** What somebody signed in can do with what is kept of them. */
export function YourData() {
  return (
    <>
      <div className="columns">
        <ExportCard />
        <ImportCard />
      </div>
      <ConsentsCard />
      <RegisterCard />
      <DeleteCard />
    </>
  )
}
