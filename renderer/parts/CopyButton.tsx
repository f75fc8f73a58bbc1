import { ActionIcon } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useText } from '../text.tsx'

const shownMs = 2000

/** Copies a value; `label` says what (`Copy NID`). The outcome is announced and shown for two seconds. */
export function CopyButton({ value, label }: { value: string; label: string }) {
  const text = useText()
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'failed'>('none')
  useEffect(() => {
    if (outcome === 'none') return
    const timer = setTimeout(() => setOutcome('none'), shownMs)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = () => {
    navigator.clipboard.writeText(value).then(() => setOutcome('copied'), () => setOutcome('failed'))
  }
  const Icon = outcome === 'copied' ? IconCheck : outcome === 'failed' ? IconAlertTriangle : IconCopy
  return (
    <>
      <ActionIcon aria-label={label} title={label} onClick={copy} color={outcome === 'failed' ? 'red' : 'accent'}>
        <Icon size={18} stroke={1.75} aria-hidden />
      </ActionIcon>
      <span role="status" className="visuallyHidden">
        {outcome === 'copied' ? text('copy.done') : outcome === 'failed' ? text('copy.failed') : ''}
      </span>
    </>
  )
}
