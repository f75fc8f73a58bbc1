import { Button } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useState } from 'react'
import { pageNotifications } from '../../../app/pageNotifications.ts'
import { useSelected, useStores } from '../../../app/StoresContext.tsx'
import { useText } from '../../../text.tsx'
import styles from './Watch.module.css'

/** In a browser its own leave is needed for notifications; it is asked for by this button only. */
export function AllowNotifications() {
  const text = useText()
  const { app, settings } = useStores()
  const inBrowser = useSelected(app, state => state.status?.host === 'browser')
  const wanted = useSelected(settings, state => state.settings?.watch.notifications === true)
  const [leave, setLeave] = useState(pageNotifications.leave)
  if (!inBrowser || !wanted || leave === 'granted') return null
  if (leave !== 'default') return <p className={styles.quiet}>{text(`watch.allow.${leave}`)}</p>
  return (
    <div className={styles.allow}>
      <span className={styles.quiet}>{text('watch.allow.ask')}</span>
      <Button
        variant="default"
        leftSection={<IconBell size={18} aria-hidden />}
        onClick={() => void pageNotifications.ask().then(setLeave)}
      >
        {text('watch.allow')}
      </Button>
    </div>
  )
}
