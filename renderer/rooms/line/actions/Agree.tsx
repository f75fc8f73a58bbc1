import type { LineView } from '../../../../shared/contract/lines.ts'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { useText } from '../../../text.tsx'
import styles from './SiteActions.module.css'

export type AgreeProps = {
  view: LineView
  title: string
  /** What it does, in words. */
  effect: string
  before: string
  after: string
  /** NID that is changed. */
  nid: string
  confirmLabel: string
  /** Goes through the outbox; else it is asked once, now. */
  waits: boolean
  onConfirm: () => void
  onCancel: () => void
}

/** Asks before the operator's records are changed: the effect, old and new value, the line and the customer. */
export function Agree({ view, title, effect, before, after, nid, confirmLabel, waits, onConfirm, onCancel }: AgreeProps) {
  const text = useText()
  const none = text('actions.none')
  return (
    <ConfirmDialog title={title} confirmLabel={confirmLabel} cancelLabel={text('actions.cancel')} onConfirm={onConfirm} onCancel={onCancel}>
      <p>{effect}</p>
      <dl className={styles.values}>
        <div>
          <dt>{text('actions.agree.before')}</dt>
          <dd>{before === '' ? none : before}</dd>
        </div>
        <div data-new>
          <dt>{text('actions.agree.after')}</dt>
          <dd>{after === '' ? none : after}</dd>
        </div>
        <div>
          <dt>{text('actions.agree.line')}</dt>
          <dd>{view.summary.street}, {view.summary.place}</dd>
        </div>
        <div>
          <dt>{text('actions.agree.nid')}</dt>
          <dd className="mono">{nid}</dd>
        </div>
        <div>
          <dt>{text('actions.agree.customer')}</dt>
          <dd>{view.endUser?.companyName ?? view.line.endUser?.name ?? text('line.ask.customer.unknown')}</dd>
        </div>
      </dl>
      <p>{text(waits ? 'actions.agree.waits' : 'actions.agree.once')}</p>
    </ConfirmDialog>
  )
}
