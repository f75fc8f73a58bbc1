import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { CallFailureNote } from '../../parts/FailureNote.tsx'
import { useText } from '../../text.tsx'

/** Names what goes and what stays; asks a second time where unsent work remains. */
export function RemoveAccountDialog() {
  const text = useText()
  const { accounts } = useStores()
  const removal = useSelected(accounts, state => state.removal)
  const label = useSelected(accounts, state => state.accounts?.find(account => account.id === state.removal?.id)?.label)
  if (removal === null || label === undefined) return null
  return (
    <ConfirmDialog
      title={text('account.removal.title', { label })} busy={removal.busy} onCancel={accounts.cancelRemoval}
      onConfirm={() => void accounts.confirmRemoval()}
      cancelLabel={text('account.removal.cancel')}
      confirmLabel={text(removal.unsent === null ? 'account.removal.confirm' : 'account.removal.confirmUnsent')}
    >
      <p>{text('account.removal.effect')}</p>
      {removal.unsent !== null && (
        <p role="alert"><strong>{text('account.removal.unsent', { count: removal.unsent })}</strong></p>
      )}
      {removal.failure !== null && <CallFailureNote failure={removal.failure} />}
    </ConfirmDialog>
  )
}
