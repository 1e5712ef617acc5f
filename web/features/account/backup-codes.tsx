import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Notice } from '../../ui/notice.tsx'
import { downloadText } from '../studio/download.ts'
import { CopyButton } from './copy-button.tsx'

interface BackupCodesProps {
  codes: readonly string[]
  onKept: () => void
}

/** Shown this once: copied, downloaded or printed. */
export function BackupCodes({ codes, onKept }: BackupCodesProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  // They are what comes next, also for who doesn't see them appear.
  useEffect(() => heading.current?.focus(), [])
  const text = fileText(codes)
  return (
    <div className="stack backup-codes">
      <h3 ref={heading} tabIndex={-1}>
        Your backup codes for {window.location.host}
      </h3>
      <Notice tone="good">
        The second step is on. Keep these codes where you find them without your phone: each signs you in
        once. They are shown only now; older ones no longer work.
      </Notice>
      <ol className="backup-list" aria-label="Backup codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className="row">
        <CopyButton text={codes.join('\n')} label="Copy them" />
        <Button
          variant="outline"
          onClick={() => downloadText({ fileName: 'jobpilot-backup-codes.txt', text })}
        >
          Download
        </Button>
        <Button variant="outline" onClick={() => window.print()}>
          Print
        </Button>
        <Button onClick={onKept}>I have kept them</Button>
      </div>
    </div>
  )
}

function fileText(codes: readonly string[]): string {
  const lines = [`JobPilot backup codes for ${window.location.host}`, 'Each works once.', '', ...codes, '']
  return lines.join('\n')
}
