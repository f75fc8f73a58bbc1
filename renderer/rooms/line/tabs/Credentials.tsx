import { ActionIcon, Button, Loader } from '@mantine/core'
import { IconEye, IconEyeOff, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { CopyButton } from '../../../parts/CopyButton.tsx'
import { ErrorNote } from '../../../parts/FailureNote.tsx'
import { useText } from '../../../text.tsx'
import { useLine } from '../lineStoreContext.tsx'
import styles from './Tabs.module.css'

/** PPP credentials: fetched on request, masked until revealed, copied without being shown, forgotten on leaving. */
export function Credentials({ circuitNid }: { circuitNid: string }) {
  const text = useText()
  const credentials = useLine(state => state.credentials[circuitNid])
  const fetchCredentials = useLine(state => state.fetchCredentials)
  const forgetCredentials = useLine(state => state.forgetCredentials)
  const [revealed, setRevealed] = useState(false)
  useEffect(() => () => forgetCredentials(circuitNid), [circuitNid, forgetCredentials])

  if (credentials === undefined)
    return (
      <Button variant="default" onClick={() => void fetchCredentials(circuitNid)}>
        {text('line.credentials.show')}
      </Button>
    )
  if (credentials.state === 'fetching')
    return (
      <p className={styles.waiting} role="status">
        <Loader size={16} aria-hidden /> {text('line.credentials.fetching')}
      </p>
    )
  if (credentials.state === 'failed')
    return <ErrorNote error={credentials.failure} onRetry={() => void fetchCredentials(circuitNid)} />
  const { username, password } = credentials
  return (
    <div className={styles.credentials} role="group" aria-label={text('line.credentials.title')}>
      <span>
        {text('line.credentials.username')} <span className="mono">{username ?? text('line.none')}</span>
      </span>
      {username !== null && <CopyButton value={username} label={text('line.credentials.copyUsername')} />}
      <span>
        {text('line.credentials.password')}{' '}
        <span className="mono">{password === null ? text('line.none') : revealed ? password : '••••••••••'}</span>
      </span>
      {password !== null && (
        <>
          <ActionIcon aria-label={text('line.credentials.reveal')} aria-pressed={revealed} onClick={() => setRevealed(!revealed)}>
            {revealed ? <IconEyeOff size={18} aria-hidden /> : <IconEye size={18} aria-hidden />}
          </ActionIcon>
          <CopyButton value={password} label={text('line.credentials.copyPassword')} />
        </>
      )}
      <ActionIcon aria-label={text('line.credentials.hide')} onClick={() => forgetCredentials(circuitNid)}>
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </div>
  )
}
