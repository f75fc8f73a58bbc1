import type { AccountId } from '../../shared/model/common.ts'
import { useAccount } from '../app/StoresContext.tsx'
import { useText } from '../text.tsx'
import styles from './AccountMark.module.css'

/** The account a line came through: its colour and its label. */
export function AccountMark({ accountId }: { accountId: AccountId }) {
  const text = useText()
  const account = useAccount(accountId)
  return (
    <span className={styles.mark}>
      <span className={styles.swatch} style={{ background: `var(--account-${account?.colour ?? 'grey'})` }} aria-hidden />
      <span className={styles.label}>{account?.label ?? text('account.removed')}</span>
    </span>
  )
}
