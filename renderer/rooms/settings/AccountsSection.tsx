import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { goTo } from '../../app/route.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { CallFailureNote } from '../../parts/FailureNote.tsx'
import { useText } from '../../text.tsx'
import { AccountCard } from './AccountCard.tsx'
import { RemoveAccountDialog } from './RemoveAccountDialog.tsx'
import styles from './SettingsRoom.module.css'

/** Every account with its state, and the way to a new one. */
export function AccountsSection() {
  const text = useText()
  const { accounts: store, sync } = useStores()
  const accounts = useSelected(store, state => state.accounts)
  const failure = useSelected(store, state => state.failure)
  const syncFailure = useSelected(sync, state => state.failure)
  return (
    <>
      <div className={styles.head}>
        <h2>{text('settings.accounts')}</h2>
        <Button
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => goTo({ room: 'settings', section: 'accounts', account: 'new' })}
        >
          {text('account.add')}
        </Button>
      </div>
      {failure !== null && <CallFailureNote failure={failure} onRetry={() => void store.load()} />}
      {syncFailure !== null && <CallFailureNote failure={syncFailure} />}
      {accounts?.length === 0 && <p className={styles.quiet}>{text('account.none')}</p>}
      {accounts?.map(account => <AccountCard key={account.id} account={account} />)}
      <RemoveAccountDialog />
    </>
  )
}
