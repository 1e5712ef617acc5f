import { Radio, useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import { Card } from '../../ui/card.tsx'

const schemes: { value: MantineColorScheme; label: string; description: string }[] = [
  { value: 'auto', label: 'Like the system', description: 'Changes with it, by day and night' },
  { value: 'light', label: 'Light', description: 'Ink on paper' },
  { value: 'dark', label: 'Dark', description: 'Easier at night' },
]

/** Kept in this browser only. */
export function AppearanceSection() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Card title="Appearance">
      <Radio.Group
        label="Light or dark"
        value={colorScheme}
        onChange={(value) => {
          const chosen = schemes.find((scheme) => scheme.value === value)
          if (chosen) setColorScheme(chosen.value)
        }}
      >
        <div className="stack">
          {schemes.map((scheme) => (
            <Radio key={scheme.value} {...scheme} />
          ))}
        </div>
      </Radio.Group>
      <p className="quiet small">Kept in this browser. Movement is reduced when your system asks for it.</p>
    </Card>
  )
}
